import {
  decimalDigits,
  evenRanges,
  type HashKeyRange,
  hashOfPartitionKey,
  hexDigits,
} from './hash-key.ts';
import type { Shard } from './shard.ts';

/** Makes a shard with the next number: its range, its parents, and when (cloud milliseconds). */
export type MakeShard = (
  number: number,
  range: HashKeyRange,
  parents: readonly Shard[],
  nowMs: number,
) => Shard;

/** A stream's shards: the open ones cover the hash space, the closed ones wait for their retention. */
export class ShardMap {
  /** by number: parents come before their children */
  #listed: Shard[] = [];
  /** by range */
  readonly #open: Shard[] = [];
  readonly #startsHex: string[] = [];
  readonly #startsDecimal: string[] = [];
  #nextNumber = 0;
  #nextInTurn = 0;

  constructor(private readonly make: MakeShard) {}

  /** Open and closed, by number. */
  get listed(): readonly Shard[] {
    return this.#listed;
  }

  /** By hash range, which they cover without gap or overlap. */
  get open(): readonly Shard[] {
    return this.#open;
  }

  find(number: number): Shard | undefined {
    return this.#listed.find((shard) => shard.number === number);
  }

  openEvenly(count: number, nowMs: number): void {
    this.#replace(
      [],
      evenRanges(count).map((range) => this.#add(range, [], nowMs)),
    );
  }

  /** Closes a shard; its halves are `[start, at - 1]` and `[at, end]`. */
  split(shard: Shard, at: bigint, nowMs: number): readonly [Shard, Shard] {
    const { start, end } = shard.range;
    const lower = this.#add({ start, end: at - 1n }, [shard], nowMs);
    const upper = this.#add({ start: at, end }, [shard], nowMs);
    shard.closedMs = nowMs;
    this.#replace([shard], [lower, upper]);
    return [lower, upper];
  }

  /** Closes two neighbours; `lower` ends where `upper` starts. */
  merge(lower: Shard, upper: Shard, nowMs: number): Shard {
    const range = { start: lower.range.start, end: upper.range.end };
    const merged = this.#add(range, [lower, upper], nowMs);
    lower.closedMs = nowMs;
    upper.closedMs = nowMs;
    this.#replace([lower, upper], [merged]);
    return merged;
  }

  forPartitionKey(partitionKey: string): Shard {
    return this.#at(lastAtMost(this.#startsHex, hashOfPartitionKey(partitionKey)));
  }

  /** @param hashKey as the API writes it, within the hash space */
  forHashKey(hashKey: string): Shard {
    return this.#at(lastAtMost(this.#startsDecimal, decimalDigits(hashKey)));
  }

  /** The open shards in turn: the even spread of the strategy AUTO. */
  inTurn(): Shard {
    this.#nextInTurn = (this.#nextInTurn + 1) % this.#open.length;
    return this.#at(this.#nextInTurn);
  }

  /** Forgets the shards that were closed before `horizonMs`: none of their records is left. */
  forget(horizonMs: number): void {
    if (this.#listed.length === this.#open.length) return;
    this.#listed = this.#listed.filter((shard) => {
      const expired = shard.closedMs !== undefined && shard.closedMs < horizonMs;
      if (expired) shard.log.discard();
      return !expired;
    });
  }

  #add(range: HashKeyRange, parents: readonly Shard[], nowMs: number): Shard {
    const shard = this.make(this.#nextNumber++, range, parents, nowMs);
    this.#listed.push(shard);
    return shard;
  }

  /** Puts shards in the place of neighbours, whose ranges they cover. */
  #replace(closed: readonly Shard[], opened: readonly Shard[]): void {
    const at = closed[0] === undefined ? 0 : this.#open.indexOf(closed[0]);
    const starts = opened.map(({ range }) => range.start);
    this.#open.splice(at, closed.length, ...opened);
    this.#startsHex.splice(at, closed.length, ...starts.map(hexDigits));
    const decimal = starts.map((start) => decimalDigits(start.toString()));
    this.#startsDecimal.splice(at, closed.length, ...decimal);
  }

  #at(index: number): Shard {
    const shard = this.#open[index];
    if (shard === undefined) throw new Error('a stream that takes records has open shards');
    return shard;
  }
}

/** The last index whose text is at most `text`; the texts are sorted, and the first one always is. */
function lastAtMost(texts: readonly string[], text: string): number {
  let low = 0;
  let high = texts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((texts[middle] ?? '') <= text) low = middle;
    else high = middle;
  }
  return low;
}
