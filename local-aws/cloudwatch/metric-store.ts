/** What makes a metric that metric: the same name with other dimensions is another one. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One minute of one metric, as CloudWatch keeps it. */
export interface StatisticSet {
  sum: number;
  sampleCount: number;
  minimum: number;
  maximum: number;
}

/** A metric's datapoints, one statistic set a minute, keyed by the minute's start in milliseconds. */
export class Series {
  readonly minutes = new Map<number, StatisticSet>();

  constructor(
    readonly identity: MetricIdentity,
    readonly unit: string,
  ) {}

  /** Adds one sample of `value` at a time in cloud milliseconds. */
  record(value: number, atMs: number): void {
    const minute = atMs - (atMs % 60_000);
    const set = this.minutes.get(minute);
    if (set === undefined) {
      this.minutes.set(minute, { sum: value, sampleCount: 1, minimum: value, maximum: value });
      return;
    }
    set.sum += value;
    set.sampleCount += 1;
    if (value < set.minimum) set.minimum = value;
    if (value > set.maximum) set.maximum = value;
  }
}

/** All metrics of an account in a region. */
export class MetricStore {
  readonly #series = new Map<string, Series>();

  /** The metric's series, made when it is first asked for; keep the handle, it stays valid. */
  series(identity: MetricIdentity, unit = 'None'): Series {
    const dimensions = Object.entries(identity.dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([identity.namespace, identity.metricName, dimensions, unit]);
    let series = this.#series.get(key);
    if (series === undefined) {
      series = new Series(identity, unit);
      this.#series.set(key, series);
    }
    return series;
  }

  *[Symbol.iterator](): IterableIterator<Series> {
    yield* this.#series.values();
  }
}
