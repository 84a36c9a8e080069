import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import { isEmpty, type MinuteWindow } from '../minutes.ts';

/** What AWS showed of the workshop's stream at one time: what a report's pictures are drawn from. */
export interface StreamSight {
  readonly map: ShardMap;
  /** IncomingRecords of every shard, closed ones too */
  readonly records: CountsByMinute;
  /** WriteProvisionedThroughputExceeded of the same */
  readonly refused: CountsByMinute;
  /** in cloud milliseconds since the epoch */
  readonly seenAtMs: number;
  /** from the first minute with records or refusals to the last; empty where there are none */
  readonly window: MinuteWindow;
  /** those that were hot in some of these minutes */
  readonly hotShardIds: readonly string[];
}

/** Or why nothing was seen, in a sentence. */
export type Seen = StreamSight | { readonly problem: string };

/** Whether there is something to draw. */
export function isTelling(seen: Seen): boolean {
  return 'window' in seen && !isEmpty(seen.window);
}
