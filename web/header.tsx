import type { CloudModel } from '../src/live/models.ts';
import { minuteText } from './minute-text.ts';
import { Prose } from './prose.tsx';
import { SERVER_GONE, troubleText } from './trouble.ts';

interface Props {
  readonly cloud: CloudModel | undefined;
  readonly connected: boolean;
  /** The page's server went with the walk that it belonged to. */
  readonly hasEnded: boolean;
}

export function Header({ cloud, connected, hasEnded }: Props) {
  const gone = hasEnded ? '' : SERVER_GONE;
  const trouble = connected ? cloud && troubleText(cloud) : gone;
  return (
    <header>
      <div class="header-line">
        <h1>Hot shards, live</h1>
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
        {hasEnded && (
          <p class="quiet">
            The walk has ended, and this page stays as it is. To look again: npm run dashboard
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
