import type { ReadRecord } from '../stream/shard-records.ts';

/** Where a key's records were seen, and how far its orders had come. */
interface Seen {
  readonly shardId: string;
  /** by run and lane: what comes before the order's number */
  readonly newest: Map<string, number>;
}

/** `run-lane-number`, as the producers write it at the start of each event. */
const ORDER_ID = /"orderId":"(?<series>[^"]*)-(?<number>\d+)"/;
/** More than the longest one takes. */
const START_BYTES = 80;

/** Watches that each partition key keeps to one shard, and its orders in the order they were made. */
export class KeyOrder {
  readonly #seen = new Map<string, Seen>();
  readonly #shardIdsOf = new Map<string, Set<string>>();
  readonly #outOfOrder = new Set<string>();
  orders = 0;

  /** In the order in which they are read from the shard. */
  add(
    shardId: string,
    { PartitionKey: key, Data: data }: Pick<ReadRecord, 'PartitionKey' | 'Data'>,
  ): void {
    const seen = this.#seen.get(key) ?? { shardId, newest: new Map<string, number>() };
    this.#seen.set(key, seen);
    if (seen.shardId !== shardId) {
      const shardIds = this.#shardIdsOf.get(key) ?? new Set([seen.shardId]);
      this.#shardIdsOf.set(key, shardIds.add(shardId));
    }
    const start = Buffer.from(data).toString('latin1', 0, START_BYTES);
    const { series, number } = ORDER_ID.exec(start)?.groups ?? {};
    if (series === undefined) return;
    this.orders += 1;
    if (Number(number) <= (seen.newest.get(series) ?? -1)) this.#outOfOrder.add(key);
    seen.newest.set(series, Number(number));
  }

  get keys(): number {
    return this.#seen.size;
  }

  /** Keys that were in several shards, with these. */
  get scattered(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#shardIdsOf;
  }

  /** Keys of which an order came after a newer one. */
  get outOfOrder(): readonly string[] {
    return [...this.#outOfOrder];
  }
}
