import { type MetricStorage, metricStorage } from '../storage-budget.ts';
import { DatapointLog } from './datapoint-log.ts';
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

/** What a datapoint, one of its samples, a series and a character of its identity were seen to take. */
const BYTES = { datapoint: 200, sample: 65, series: 700, character: 3 } as const;

/** Told of a series whose minute, by its start in milliseconds, has changed, come or gone. */
export type OnChange = (series: Series, minute: number) => void;

/** A metric's datapoints in one unit, one statistic set a minute, keyed by the minute's start in milliseconds. */
export class Series {
  readonly minutes = new Map<number, StatisticSet>();
  /** start of the newest minute that has data, in milliseconds; `-Infinity` while there is none */
  newestMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly identity: MetricIdentity,
    readonly unit: string,
    private readonly store: MetricStore,
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
    this.store.onChange?.(this, minute);
  }

  /** Adds what a client published, with its samples where it told them; the set becomes the series' own. */
  add(published: StatisticSet, atMs: number): void {
    const minute = atMs - (atMs % MINUTE_MS);
    const set = this.minutes.get(minute);
    if (set === undefined) {
      this.#open(minute, published);
    } else {
      const before = bytesOf(set);
      merge(set, published);
      this.store.claim(this, bytesOf(set) - before);
    }
    this.store.onChange?.(this, minute);
  }

  /** Forgets a minute. @returns how many bytes that frees */
  drop(minute: number): number {
    const set = this.minutes.get(minute);
    if (set === undefined) return 0;
    this.minutes.delete(minute);
    this.store.onChange?.(this, minute);
    if (this.minutes.size > 0) return bytesOf(set);
    this.newestMs = Number.NEGATIVE_INFINITY;
    return bytesOf(set) + this.store.forget(this);
  }

  #open(minute: number, set: StatisticSet): void {
    this.minutes.set(minute, set);
    if (minute > this.newestMs) this.newestMs = minute;
    this.store.opened(this, minute, bytesOf(set));
  }
}

function bytesOf({ samples }: StatisticSet): number {
  return BYTES.datapoint + (samples?.size ?? 0) * BYTES.sample;
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

/** All metrics of an account in a region: those that have data. */
export class MetricStore {
  onChange: OnChange | undefined;
  /** start of the newest minute that ever had data, in milliseconds */
  newestMs = Number.NEGATIVE_INFINITY;
  readonly #metrics = new Map<string, Metric>();
  readonly #logs: { readonly services: DatapointLog; readonly clients: DatapointLog };

  constructor({ services, clients }: MetricStorage = metricStorage()) {
    this.#logs = { services: new DatapointLog(services), clients: new DatapointLog(clients) };
  }

  /**
   * The metric's series, which is there once it has data. Keep the handle, it stays valid: while the
   * series has none, nobody else is to ask for one.
   */
  series(identity: MetricIdentity, unit = 'None'): Series {
    return this.find(identity)?.byUnit.get(unit) ?? new Series(identity, unit, this);
  }

  /** A series tells of a new minute and what it takes. */
  opened(series: Series, minute: number, bytes: number): void {
    if (minute > this.newestMs) this.newestMs = minute;
    const isFirst = series.minutes.size === 1;
    this.#logOf(series).append(series, minute);
    this.claim(series, bytes + (isFirst ? this.#add(series) : 0));
  }

  claim(series: Series, bytes: number): void {
    this.#logOf(series).claim(bytes);
  }

  /** @returns how many bytes that frees */
  forget({ identity, unit }: Series): number {
    const key = keyOf(identity);
    const metric = this.#metrics.get(key);
    metric?.byUnit.delete(unit);
    if (metric?.byUnit.size === 0) this.#metrics.delete(key);
    return BYTES.series + key.length * BYTES.character;
  }

  #add(series: Series): number {
    const { identity, unit } = series;
    const key = keyOf(identity);
    const metric = this.#metrics.get(key) ?? new Metric(identity);
    metric.byUnit.set(unit, series);
    this.#metrics.set(key, metric);
    return BYTES.series + key.length * BYTES.character;
  }

  #logOf({ identity }: Series): DatapointLog {
    return identity.namespace.startsWith('AWS/') ? this.#logs.services : this.#logs.clients;
  }

  /** The metric with exactly these dimensions, if it has data. */
  find(identity: MetricIdentity): Metric | undefined {
    return this.#metrics.get(keyOf(identity));
  }

  [Symbol.iterator](): IterableIterator<Metric> {
    return this.#metrics.values();
  }
}
