/** A holder of records that can give up its oldest ones. */
export interface Droppable {
  /** when its oldest droppable records came; undefined when it has none */
  readonly oldestSegmentMs: number | undefined;
  /** @returns how many records were dropped */
  dropOldestSegment(): number;
}

/** What the records of all streams, in all accounts and regions, may take together. */
export const STORED_BYTES = 1024 ** 3;

/**
 * The memory that all records of a local AWS may take: their data and partition keys. When a log
 * needs more than is left, the oldest records of all logs are dropped, whatever their retention says.
 */
export class StorageBudget {
  readonly #logs = new Set<Droppable>();
  #claimedBytes = 0;
  #droppedRecords = 0;

  /** @param onFirstDrop told when records are lost for the first time */
  constructor(
    readonly limitBytes: number = STORED_BYTES,
    private readonly onFirstDrop: () => void = () => undefined,
  ) {}

  get claimedBytes(): number {
    return this.#claimedBytes;
  }

  /** Records that were lost to the limit since the start. */
  get droppedRecords(): number {
    return this.#droppedRecords;
  }

  claim(bytes: number, by: Droppable): void {
    this.#logs.add(by);
    this.#claimedBytes += bytes;
    while (this.#claimedBytes > this.limitBytes) {
      const oldest = this.#oldest();
      if (oldest === undefined) return;
      const isFirst = this.#droppedRecords === 0;
      this.#droppedRecords += oldest.dropOldestSegment();
      if (isFirst) this.onFirstDrop();
    }
  }

  release(bytes: number): void {
    this.#claimedBytes -= bytes;
  }

  /** Begins again, as when the whole cloud is emptied. */
  clear(): void {
    this.#logs.clear();
    this.#claimedBytes = 0;
    this.#droppedRecords = 0;
  }

  forget(log: Droppable): void {
    this.#logs.delete(log);
  }

  #oldest(): Droppable | undefined {
    let oldest: Droppable | undefined;
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
