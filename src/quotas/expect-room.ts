import type { CatalogueEntry, Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { problemOf } from '../explain.ts';
import { describeStream } from '../stream/stream.ts';
import { fit, needsOfWalk } from './fit.ts';
import { lookUpQuotas } from './look-up.ts';

/** Where a higher quota is asked for. */
export const HIGHER_QUOTA =
  'Ask for a higher quota (console: Service Quotas), or take another region or account';

/**
 * Lets a walk begin where all that it may make fits into the account's quotas. One that has begun
 * goes on. Quotas that AWS does not tell are said, and stop nobody.
 *
 * @throws {WorkshopError} `refused` where it would not fit
 */
export async function expectRoom(
  workshop: Workshop,
  entries: readonly Pick<CatalogueEntry, 'step'>[],
  say: (line: string) => void,
): Promise<void> {
  const { cloud, config } = workshop;
  if ((await describeStream(workshop)) !== undefined) return;
  const looked = await lookUpQuotas(cloud).catch((error: unknown) => {
    cloud.signal.throwIfAborted();
    say(`Whether the walk fits into the account's quotas is not known. ${problemOf(error).reason}`);
  });
  if (looked === undefined) return;
  const { fits, sentences } = fit(needsOfWalk(entries, config), looked);
  if (fits) return;
  throw new WorkshopError(
    'refused',
    `This walk does not fit into the account's quotas in ${cloud.region}: ${sentences.join('; ')}`,
    HIGHER_QUOTA,
  );
}
