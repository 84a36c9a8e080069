import type { CloudModel } from '../src/live/models.ts';
import { minuteText } from './minute-text.ts';
import { Prose } from './prose.tsx';
import { serverGone, troubleText } from './trouble.ts';

interface Props {
  readonly name: string;
  readonly cloud: CloudModel | undefined;
  readonly connected: boolean;
  /** Why the page's server went, where it was no accident; '' while it has not. */
  readonly ended: string;
}

export function Header({ name, cloud, connected, ended }: Props) {
  const gone = ended === '' ? serverGone(cloud) : '';
  const trouble = connected ? cloud && troubleText(cloud) : gone;
  return (
    <header>
      <div class="header-line">
        <h1>{name}</h1>
        {cloud && (
          <ul class="facts" aria-label="Where this is">
            <li>{targetName(cloud)}</li>
            <li>{cloud.region}</li>
            <li>
              <time dateTime={new Date(cloud.nowMs).toISOString()}>
                {minuteText(cloud.nowMs)} UTC
              </time>
            </li>
            {cloud.timeLapse && (
              <li class="badge" title="Waits move the cloud's clock forward">
                time-lapse
              </li>
            )}
          </ul>
        )}
      </div>
      <div role="status">
        {ended !== '' && (
          <p class="quiet">
            {ended} {cloud && `To look again: ${cloud.servedBy}`}
          </p>
        )}
        {trouble && (
          <p class="trouble">
            <span aria-hidden="true">! </span>
            <Prose text={trouble} />
            {cloud && ' What was seen last stays below.'}
          </p>
        )}
      </div>
    </header>
  );
}

function targetName({ target, endpoint }: CloudModel): string {
  if (target === 'aws') return 'Real AWS';
  return target === 'local' ? 'Local AWS' : endpoint;
}
