import { ITERATORS_PER_SECOND, SHARD_READS, SHARD_WRITES } from './limits.ts';

/*
 * AWS says what a shard takes in a second, not how it counts. Here it is a token bucket of one
 * second's capacity that fills evenly in cloud time: a minute's plateau is 60,000 records, a burst
 * after a pause gets one second's worth at once, and time that jumps forward fills the bucket once.
 */

class Bucket {
  tokens: number;
  #filledMs: number;

  constructor(
    readonly perSecond: number,
    nowMs: number,
  ) {
    this.tokens = perSecond;
    this.#filledMs = nowMs;
  }

  fill(nowMs: number): void {
    if (nowMs <= this.#filledMs) return;
    const filled = this.tokens + ((nowMs - this.#filledMs) * this.perSecond) / 1000;
    this.tokens = Math.min(filled, this.perSecond);
    this.#filledMs = nowMs;
  }
}

/** A shard's limit on puts. */
export class WriteLimit {
  readonly #records: Bucket;
  readonly #bytes: Bucket;

  constructor(nowMs: number) {
    this.#records = new Bucket(SHARD_WRITES.recordsPerSecond, nowMs);
    this.#bytes = new Bucket(SHARD_WRITES.bytesPerSecond, nowMs);
  }

  /**
   * Whether a record of so many bytes gets in; if so, it is counted. One larger than a second's
   * capacity gets in when the bucket is full, and the next ones wait until it is paid off.
   */
  admit(bytes: number, nowMs: number): boolean {
    this.#records.fill(nowMs);
    this.#bytes.fill(nowMs);
    if (this.#records.tokens < 1) return false;
    if (this.#bytes.tokens < Math.min(bytes, SHARD_WRITES.bytesPerSecond)) return false;
    this.#records.tokens -= 1;
    this.#bytes.tokens -= bytes;
    return true;
  }
}

/**
 * A shard's limit on GetRecords: calls and bytes. An answer is as large as it is, and one that takes
 * more than the bucket holds closes the shard until the bucket is full again: 5 seconds after an
 * answer of 10 MiB, as the API reference says.
 */
export class ReadLimit {
  readonly #calls: Bucket;
  readonly #bytes: Bucket;
  #overdrawn = false;

  constructor(nowMs: number) {
    this.#calls = new Bucket(SHARD_READS.callsPerSecond, nowMs);
    this.#bytes = new Bucket(SHARD_READS.bytesPerSecond, nowMs);
  }

  /** Whether a call gets in; if so, it is counted. */
  admit(nowMs: number): boolean {
    this.#calls.fill(nowMs);
    this.#bytes.fill(nowMs);
    if (this.#bytes.tokens >= this.#bytes.perSecond) this.#overdrawn = false;
    if (this.#calls.tokens < 1 || this.#overdrawn) return false;
    this.#calls.tokens -= 1;
    return true;
  }

  /** Counts the bytes of the answer to a call that got in. */
  spend(bytes: number): void {
    this.#bytes.tokens -= bytes;
    if (this.#bytes.tokens < 0) this.#overdrawn = true;
  }
}

/** A shard's limit on GetShardIterator. */
export class IteratorLimit {
  readonly #calls: Bucket;

  constructor(nowMs: number) {
    this.#calls = new Bucket(ITERATORS_PER_SECOND, nowMs);
  }

  /** Whether a call gets in; if so, it is counted. */
  admit(nowMs: number): boolean {
    this.#calls.fill(nowMs);
    if (this.#calls.tokens < 1) return false;
    this.#calls.tokens -= 1;
    return true;
  }
}
