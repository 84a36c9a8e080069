import type { HashKeyRange } from './hash-key.ts';
import { IteratorLimit, ReadLimit, WriteLimit } from './rate-limits.ts';
import type { RecordLog } from './record-log.ts';
import { SequenceCounter, SequenceNumbers } from './sequence-number.ts';
import type { ShardMetrics } from './shard-level-metrics.ts';

/** `shardId-000000000007`, from the number 7. */
export function shardIdOf(number: number): string {
  return `shardId-${String(number).padStart(12, '0')}`;
}

/**
 * The number in a shard id, undefined when there is none. Of an id AWS looks only at the number
 * behind the first hyphen, or at all of it: `shardId-7`, `x-07` and `7` name the same shard.
 */
export function shardNumberOf(shardId: string): number | undefined {
  const digits = shardId.split('-')[1] || shardId;
  if (!/^\d+$/.test(digits)) return undefined;
  const number = Number(digits);
  return number <= 0x7fff_ffff ? number : undefined;
}

/** One shard: its range, its lineage, its records and what they are limited by. */
export class Shard {
  readonly id: string;
  readonly numbers: SequenceNumbers;
  readonly reads: ReadLimit;
  readonly iterators: IteratorLimit;
  readonly children: Shard[] = [];
  /** undefined while the shard is open */
  closedMs: number | undefined;
  readonly #writes: WriteLimit;
  readonly #counter: SequenceCounter;
  #callRecords = 0;
  #callBytes = 0;
  #callRefused = 0;

  /**
   * @param created.second the second of its sequence numbers, later than those of its parents
   */
  constructor(
    readonly number: number,
    readonly range: HashKeyRange,
    readonly created: { readonly ms: number; readonly second: number },
    /** none for a first shard, one for a half of a split, two for a merger: parent, adjacent parent */
    readonly parents: readonly Shard[],
    readonly log: RecordLog,
    readonly metrics: ShardMetrics,
  ) {
    this.id = shardIdOf(number);
    this.numbers = new SequenceNumbers(number, created.second);
    this.#counter = new SequenceCounter(this.numbers);
    this.#writes = new WriteLimit(created.ms);
    this.reads = new ReadLimit(created.ms);
    this.iterators = new IteratorLimit(created.ms);
    for (const parent of parents) parent.children.push(this);
  }

  /** `EndingSequenceNumber`; undefined while the shard is open. */
  get endingSequenceNumber(): string | undefined {
    if (this.closedMs === undefined) return undefined;
    return this.numbers.ending(Math.floor(this.closedMs / 1000));
  }

  /**
   * Stores a record.
   *
   * @param keyBytes the partition key's length in UTF-8
   * @returns its sequence number; undefined when the shard's rate is exceeded
   */
  put(key: string, keyBytes: number, data: Uint8Array, nowMs: number): string | undefined {
    const bytes = keyBytes + data.byteLength;
    if (!this.#writes.admit(bytes, nowMs)) {
      this.#callRefused++;
      return undefined;
    }
    this.#callRecords++;
    this.#callBytes += bytes;
    return this.#counter.at(this.log.append(key, keyBytes, data, nowMs), nowMs);
  }

  /** Whether no put has come since the last `publishPuts`. */
  get isUntouched(): boolean {
    return this.#callRecords === 0 && this.#callRefused === 0;
  }

  /** Ends a put call: one sample of each metric for all of the call's records in this shard. */
  publishPuts(nowMs: number): void {
    this.metrics.put(this.#callRecords, this.#callBytes, this.#callRefused, nowMs);
    this.#callRecords = 0;
    this.#callBytes = 0;
    this.#callRefused = 0;
  }
}
