import type { ShardCounts } from '../contract.ts';
import type { OutgoingRecord } from './plan.ts';

type Counts = { -readonly [Name in keyof ShardCounts]: ShardCounts[Name] };

/**
 * Counts records by shard: sent = accepted + given up + still under way, always, and once a sender
 * has finished nothing is under way.
 *
 * The shard is the one that the answer names: every accepted record's `ShardId`, and for a refused
 * one the shard in its error message. A record without such an answer (the connection failed) counts
 * for the shard that last answered for its key, at first the one that was open for its hash when
 * the traffic was planned. One key has one hash, so what is learnt about a key after a split or a
 * merge holds for all its records; a record that turns up in another shard than expected is moved
 * there with everything that was counted for it.
 */
export class Tally {
  readonly #shards = new Map<string, Counts>();
  readonly #shardOfKey = new Map<string, string>();
  /** where a record under way is counted, and how often it was refused there */
  readonly #underWay = new Map<OutgoingRecord, { shardId: string; throttled: number }>();

  /** @param shardIds shards that are shown from the start, with nothing counted */
  constructor(shardIds: readonly string[]) {
    for (const shardId of shardIds) this.#countsOf(shardId);
  }

  /** It is part of a request for the first time. */
  send(record: OutgoingRecord): void {
    const { partitionKey, shardId: planned } = record.target;
    const shardId = this.#shardOfKey.get(partitionKey) ?? planned;
    this.#underWay.set(record, { shardId, throttled: 0 });
    this.#countsOf(shardId).sent += 1;
  }

  accept(record: OutgoingRecord, shardId: string): void {
    this.#attribute(record, shardId);
    this.#countsOf(shardId).accepted += 1;
    this.#underWay.delete(record);
  }

  /** It was refused for its shard's or the stream's limits. @param shardId when the answer names it */
  throttle(record: OutgoingRecord, shardId?: string): void {
    if (shardId !== undefined) this.#attribute(record, shardId);
    const place = this.#underWay.get(record);
    if (place === undefined) return;
    place.throttled += 1;
    this.#countsOf(place.shardId).throttled += 1;
  }

  giveUp(record: OutgoingRecord): void {
    const place = this.#underWay.get(record);
    if (place === undefined) return;
    this.#countsOf(place.shardId).givenUp += 1;
    this.#underWay.delete(record);
  }

  /** A copy, by shard id in order. */
  byShard(): Record<string, ShardCounts> {
    const ids = [...this.#shards.keys()].sort();
    return Object.fromEntries(ids.map((shardId) => [shardId, { ...this.#countsOf(shardId) }]));
  }

  #attribute(record: OutgoingRecord, shardId: string): void {
    const place = this.#underWay.get(record);
    if (place === undefined || place.shardId === shardId) return;
    const [from, to] = [this.#countsOf(place.shardId), this.#countsOf(shardId)];
    from.sent -= 1;
    to.sent += 1;
    from.throttled -= place.throttled;
    to.throttled += place.throttled;
    place.shardId = shardId;
    this.#shardOfKey.set(record.target.partitionKey, shardId);
  }

  #countsOf(shardId: string): Counts {
    let counts = this.#shards.get(shardId);
    if (counts === undefined) {
      counts = { sent: 0, accepted: 0, givenUp: 0, throttled: 0 };
      this.#shards.set(shardId, counts);
    }
    return counts;
  }
}

/** All shards together. */
export function sumCounts(shards: Readonly<Record<string, ShardCounts>>): ShardCounts {
  const sum = { sent: 0, accepted: 0, givenUp: 0, throttled: 0 };
  for (const counts of Object.values(shards)) {
    sum.sent += counts.sent;
    sum.accepted += counts.accepted;
    sum.givenUp += counts.givenUp;
    sum.throttled += counts.throttled;
  }
  return sum;
}
