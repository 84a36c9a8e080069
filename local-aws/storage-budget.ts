/** A holder of data that can give up its oldest ones. */
export interface Droppable {
  /** when its oldest droppable data came; undefined when it has none */
  readonly oldestSegmentMs: number | undefined;
  /** @returns how many records or datapoints were dropped */
  dropOldestSegment(): number;
}

const MIB = 1024 ** 2;

/** What the records of all streams, in all accounts and regions, may take together. */
export const STORED_BYTES = 1024 * MIB;

/** The same of metrics: of those that AWS's services publish, and of those that clients put. */
export const METRIC_BYTES = { services: 256 * MIB, clients: 128 * MIB } as const;

/**
 * The memory that all data of one kind may take: records by their data and partition keys, metrics
 * by what they were seen to take. When a holder needs more than is left, the oldest data of all
 * holders are dropped, whatever their retention says.
 */
export class StorageBudget {
  readonly #holders = new Set<Droppable>();
  #claimedBytes = 0;
  #dropped = 0;

  /** @param onFirstDrop told when data are lost for the first time */
  constructor(
    readonly limitBytes: number = STORED_BYTES,
    private readonly onFirstDrop: () => void = () => undefined,
  ) {}

  get claimedBytes(): number {
    return this.#claimedBytes;
  }

  /** Records or datapoints that were lost to the limit since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  claim(bytes: number, by: Droppable): void {
    this.#holders.add(by);
    this.#claimedBytes += bytes;
    while (this.#claimedBytes > this.limitBytes) {
      const oldest = this.#oldest();
      if (oldest === undefined) return;
      const isFirst = this.#dropped === 0;
      this.#dropped += oldest.dropOldestSegment();
      if (isFirst) this.onFirstDrop();
    }
  }

  release(bytes: number): void {
    this.#claimedBytes -= bytes;
  }

  /** Begins again, as when the whole cloud is emptied. */
  clear(): void {
    this.#holders.clear();
    this.#claimedBytes = 0;
    this.#dropped = 0;
  }

  forget(holder: Droppable): void {
    this.#holders.delete(holder);
  }

  #oldest(): Droppable | undefined {
    let oldest: Droppable | undefined;
    let oldestMs = Number.POSITIVE_INFINITY;
    for (const holder of this.#holders) {
      const ms = holder.oldestSegmentMs;
      if (ms !== undefined && ms < oldestMs) {
        oldest = holder;
        oldestMs = ms;
      }
    }
    return oldest;
  }
}

/** What a local AWS has for metrics. */
export interface MetricStorage {
  readonly services: StorageBudget;
  readonly clients: StorageBudget;
}

/** @param onFirstDrop told, once for each, whose metrics are being lost */
export function metricStorage(
  onFirstDrop: (whose: keyof MetricStorage) => void = () => undefined,
): MetricStorage {
  const { services, clients } = METRIC_BYTES;
  return {
    services: new StorageBudget(services, () => onFirstDrop('services')),
    clients: new StorageBudget(clients, () => onFirstDrop('clients')),
  };
}
