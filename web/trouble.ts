import type { CloudModel } from '../src/live/models.ts';

const GOES_ON = 'The page goes on by itself.';

/** @param cloud as it was told last; undefined where the server has told nothing yet */
export function serverGone(cloud: Pick<CloudModel, 'servedBy'> | undefined): string {
  const again = cloud === undefined ? '' : `Start it again: ${cloud.servedBy}. `;
  return `The server of this page does not answer. ${again}${GOES_ON}`;
}

/** Why AWS does not answer and what to do, in whole sentences; '' while it does. */
export function troubleText(
  cloud: Pick<CloudModel, 'target' | 'endpoint' | 'trouble' | 'startedBy'>,
): string {
  const { trouble } = cloud;
  if (trouble === '') return '';
  const end = /[.!?]$/.test(trouble) ? '' : '.';
  return `${trouble}${end} ${remedyOf(cloud)} ${GOES_ON}`;
}

/** Of the page: it asks again by itself, other than a command that has ended. */
function remedyOf({
  target,
  endpoint,
  startedBy,
}: Pick<CloudModel, 'target' | 'endpoint' | 'startedBy'>): string {
  if (target === 'aws') return 'Look at the network and at your credentials.';
  if (target === 'endpoint') return `Look whether ${endpoint} still runs.`;
  return `If the local AWS has ended, start it again: ${startedBy}.`;
}
