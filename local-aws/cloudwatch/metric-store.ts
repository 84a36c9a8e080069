import { keyOf, type MetricIdentity } from './metric-identity.ts';

/** Samples of one metric over one stretch of time, as CloudWatch keeps them. */
export interface StatisticSet {
  sum: number;
  sampleCount: number;
  minimum: number;
  maximum: number;
  /** sample value → how often; absent where only sums are known, and then there are no percentiles */
  samples?: Map<number, number> | undefined;
}

const MINUTE_MS = 60_000;

/** Told of a series whose minute, by its start in milliseconds, has changed. */
export type OnChange = (series: Series, minute: number) => void;

/** A metric's datapoints in one unit, one statistic set a minute, keyed by the minute's start in milliseconds. */
export class Series {
  readonly minutes = new Map<number, StatisticSet>();
  /** start of the newest minute that has data, in milliseconds; `-Infinity` while there is none */
  newestMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly identity: MetricIdentity,
    readonly unit: string,
    private readonly owner: { readonly onChange: OnChange | undefined },
  ) {}

  /**
   * Adds one sample of `value` at a time in cloud milliseconds. The way of the AWS services, who
   * publish sums: it keeps no samples for percentiles.
   */
  record(value: number, atMs: number): void {
    const minute = atMs - (atMs % MINUTE_MS);
    const set = this.minutes.get(minute);
    if (set === undefined) {
      this.#open(minute, { sum: value, sampleCount: 1, minimum: value, maximum: value });
    } else {
      set.sum += value;
      set.sampleCount += 1;
      if (value < set.minimum) set.minimum = value;
      if (value > set.maximum) set.maximum = value;
    }
    this.owner.onChange?.(this, minute);
  }

  /** Adds what a client published, with its samples where it told them; the set becomes the series' own. */
  add(published: StatisticSet, atMs: number): void {
    const minute = atMs - (atMs % MINUTE_MS);
    const set = this.minutes.get(minute);
    if (set === undefined) this.#open(minute, published);
    else merge(set, published);
    this.owner.onChange?.(this, minute);
  }

  #open(minute: number, set: StatisticSet): void {
    this.minutes.set(minute, set);
    if (minute > this.newestMs) this.newestMs = minute;
  }
}

/** Adds `other` to `set`; samples survive only where both have them. */
export function merge(set: StatisticSet, other: StatisticSet): void {
  set.sum += other.sum;
  set.sampleCount += other.sampleCount;
  if (other.minimum < set.minimum) set.minimum = other.minimum;
  if (other.maximum > set.maximum) set.maximum = other.maximum;
  if (other.samples === undefined) set.samples = undefined;
  if (set.samples === undefined) return;
  for (const [value, count] of other.samples ?? []) {
    set.samples.set(value, (set.samples.get(value) ?? 0) + count);
  }
}

/** A set of its own, so that adding to it leaves the original alone. */
export function copyOf(set: StatisticSet): StatisticSet {
  return { ...set, samples: set.samples && new Map(set.samples) };
}

/** A metric as ListMetrics knows it: its datapoints in every unit that was ever published. */
export class Metric {
  readonly byUnit = new Map<string, Series>();

  constructor(readonly identity: MetricIdentity) {}

  get newestMs(): number {
    return Math.max(...[...this.byUnit.values()].map((series) => series.newestMs));
  }
}

/** All metrics of an account in a region. */
export class MetricStore {
  onChange: OnChange | undefined;
  readonly #metrics = new Map<string, Metric>();

  /** The metric's series, made when it is first asked for; keep the handle, it stays valid. */
  series(identity: MetricIdentity, unit = 'None'): Series {
    const key = keyOf(identity);
    const metric = this.#metrics.get(key) ?? new Metric(identity);
    this.#metrics.set(key, metric);
    const series = metric.byUnit.get(unit) ?? new Series(identity, unit, this);
    metric.byUnit.set(unit, series);
    return series;
  }

  /** The metric with exactly these dimensions, if it was ever published. */
  find(identity: MetricIdentity): Metric | undefined {
    return this.#metrics.get(keyOf(identity));
  }

  /** The metrics that have data. */
  *[Symbol.iterator](): IterableIterator<Metric> {
    for (const metric of this.#metrics.values()) {
      if (metric.newestMs > Number.NEGATIVE_INFINITY) yield metric;
    }
  }
}
