import type { RecordLog } from './record-log.ts';

/**
 * The memory that all records of an account in a region may take. When a log needs more than is
 * left, the oldest records of all logs are dropped, whatever their retention says.
 */
export class StorageBudget {
  readonly #logs = new Set<RecordLog>();
  #claimedBytes = 0;
  #droppedRecords = 0;

  constructor(readonly limitBytes: number) {}

  get claimedBytes(): number {
    return this.#claimedBytes;
  }

  /** Records that were lost to the limit since the start. */
  get droppedRecords(): number {
    return this.#droppedRecords;
  }

  claim(bytes: number, by: RecordLog): void {
    this.#logs.add(by);
    this.#claimedBytes += bytes;
    while (this.#claimedBytes > this.limitBytes) {
      const oldest = this.#oldest();
      if (oldest === undefined) return;
      this.#droppedRecords += oldest.dropOldestSegment();
    }
  }

  release(bytes: number): void {
    this.#claimedBytes -= bytes;
  }

  forget(log: RecordLog): void {
    this.#logs.delete(log);
  }

  #oldest(): RecordLog | undefined {
    let oldest: RecordLog | undefined;
    let oldestMs = Number.POSITIVE_INFINITY;
    for (const log of this.#logs) {
      const ms = log.oldestSegmentMs;
      if (ms !== undefined && ms < oldestMs) {
        oldest = log;
        oldestMs = ms;
      }
    }
    return oldest;
  }
}
