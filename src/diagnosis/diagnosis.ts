import type { CountsByMinute } from '../insight/counts.ts';
import type { Finding } from '../insight/finding.ts';
import type { HotSpot, StreamHeat } from '../insight/heat.ts';
import type { HeavyKey, KeyCounts } from '../insight/key-counts.ts';
import type { Measure } from '../insight/load.ts';
import type { ShardKeys } from '../insight/shard-keys.ts';
import type { ShardTraffic } from '../insight/traffic-counter.ts';
import type { MinuteWindow } from '../minutes.ts';
import type { ListedShard } from '../stream/shards.ts';

/** What the records of a window and CloudWatch tell of a stream's heat. */
export interface Diagnosis {
  readonly stream: string;
  readonly mode: 'PROVISIONED' | 'ON_DEMAND';
  readonly window: MinuteWindow;
  /** Those that took part, by id: open ones, idle ones too, and closed ones that have records. */
  readonly shards: readonly ListedShard[];
  /** What was read of each of them. */
  readonly traffic: ReadonlyMap<string, Required<ShardTraffic>>;
  /** CloudWatch's IncomingRecords of each, beside what was read. */
  readonly counted: CountsByMinute;
  readonly heat: StreamHeat;
  /** a shard with more than this is hot */
  readonly maxTimesFairShare: number;
  /** Of each shard in `shards`, whatever is hot: a plan of splits needs them all. */
  readonly keys: ReadonlyMap<string, ShardKeys>;
  readonly finding: Finding;
  /** What none of this could see, so that nobody takes it for zero. */
  readonly unseen: readonly Unseen[];
}

export type UnseenKind =
  | 'unread records'
  | 'expired records'
  | 'gone shard'
  | 'newer records'
  | 'metrics off'
  | 'metrics denied'
  | 'metrics missing'
  | 'explicit hash keys'
  | 'encryption'
  | 'on-demand';

export interface Unseen {
  readonly kind: UnseenKind;
  /** One sentence for a person. */
  readonly text: string;
}

/** Whether CloudWatch told of refused writes for all of the window: else 0 means nothing. */
export function knowsThrottles({ unseen }: Pick<Diagnosis, 'unseen'>): boolean {
  return unseen.every(({ kind }) => !kind.startsWith('metrics '));
}

/** The hottest shard, hot or not; undefined where there was nothing to judge. */
export function hotSpotOf({ finding }: Diagnosis): HotSpot | undefined {
  return finding.kind === 'nothing to judge' ? undefined : finding;
}

/** The keys of the hottest shard that the finding is about: of its busy seconds, or of them all. */
export function judgedKeys({ finding, keys }: Diagnosis): KeyCounts | undefined {
  if (finding.kind === 'nothing to judge') return undefined;
  const shardKeys = keys.get(finding.shard.shardId);
  return 'judged' in finding && finding.judged === 'busy seconds'
    ? shardKeys?.busy()
    : shardKeys?.all;
}

/** The heaviest keys of the hottest shard, the heaviest first; none where nothing was judged. */
export function heaviestKeys(diagnosis: Diagnosis, measure: Measure, count: number): HeavyKey[] {
  return judgedKeys(diagnosis)?.heaviestKeys(measure, count) ?? [];
}
