import type { Config, Lane } from '../contract.ts';
import type { HashRange } from '../insight/hash-space.ts';
import { orderEvent } from './events.ts';
import { keyOfRecord, type LaneKeys, laneKeys, spread, withoutSuffix } from './keys.ts';
import { seededRandom } from './random.ts';

/** A partition key and where it leads. */
export interface KeyTarget {
  readonly partitionKey: string;
  /** the shard that was open for this hash when the traffic was planned */
  readonly shardId: string;
}

/** A record on its way. */
export interface OutgoingRecord {
  readonly target: KeyTarget;
  readonly data: Uint8Array;
  /** data and partition key, as Kinesis counts them */
  readonly bytes: number;
}

/** A lane with its keys, whose hashes lie in its shard's range. */
export interface PlannedLane {
  readonly shard: number;
  readonly recordsPerSecond: number;
  readonly keys: LaneKeys<KeyTarget>;
}

/** One seed for all: the workshop's traffic has the same keys and orders every time. */
const SEED = 20_231;
const utf8 = new TextEncoder();

/**
 * A lane with the keys whose hashes lie in its range.
 *
 * @param shardIdOf the shard that is open for a key
 * @throws {WorkshopError} `configuration` when the range is too narrow to find so many keys
 */
export function planLane(
  { shard, recordsPerSecond }: Lane,
  range: HashRange,
  keys: Config['traffic']['keys'],
  shardIdOf: (partitionKey: string) => string,
): PlannedLane {
  const place = (partitionKey: string): KeyTarget => ({
    partitionKey,
    shardId: shardIdOf(partitionKey),
  });
  const { busy, rest } = spread(laneKeys(range, keys), keys.spreadOver);
  return { shard, recordsPerSecond, keys: { busy: busy.map(place), rest: rest.map(place) } };
}

/**
 * A lane's nth record. Keys and contents depend on the lane and n alone; order ids carry the start
 * too, so that a second run makes new orders.
 *
 * @param runId what tells this run's orders from those of others
 * @param placedAt ISO 8601, cloud time
 */
export function recordOf(
  lane: PlannedLane,
  index: number,
  runId: string,
  placedAt: string,
  { keys, recordBytes }: Pick<Config['traffic'], 'keys' | 'recordBytes'>,
): OutgoingRecord {
  const random = seededRandom(SEED, lane.shard, index);
  const target = keyOfRecord(lane.keys, keys.busyShare, index, random);
  if (target === undefined) throw new RangeError('traffic.keys.perLane must be at least 1');
  const { partitionKey } = target;
  const orderId = `${runId}-${lane.shard}-${index}`;
  const placedBy = withoutSuffix(partitionKey);
  const data = utf8.encode(orderEvent({ orderId, placedBy, placedAt, recordBytes }, random));
  return { target, data, bytes: data.length + partitionKey.length };
}
