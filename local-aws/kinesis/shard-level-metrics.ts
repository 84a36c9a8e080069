import type { Series } from '../cloudwatch/metric-store.ts';

/** The metrics that EnableEnhancedMonitoring switches on, in the API reference's order, with units. */
const UNITS = {
  IncomingBytes: 'Bytes',
  IncomingRecords: 'Count',
  OutgoingBytes: 'Bytes',
  OutgoingRecords: 'Count',
  WriteProvisionedThroughputExceeded: 'Count',
  ReadProvisionedThroughputExceeded: 'Count',
  IteratorAgeMilliseconds: 'Milliseconds',
} as const;

export type ShardLevelMetric = keyof typeof UNITS;

export const SHARD_LEVEL_METRICS = Object.keys(UNITS) as ShardLevelMetric[];

/** What the API takes: `ALL` stands for all seven. */
export const METRIC_CHOICES: readonly string[] = [...SHARD_LEVEL_METRICS, 'ALL'];

/** The metrics that a request names, each once, in the order of the API reference. */
export function expand(names: readonly string[]): ShardLevelMetric[] {
  if (names.includes('ALL')) return [...SHARD_LEVEL_METRICS];
  return SHARD_LEVEL_METRICS.filter((metric) => names.includes(metric));
}

/** Where the samples of a metric of a stream go, by its name, unit and dimensions beside StreamName. */
export type SeriesOf = (metric: string, unit: string, dimensions?: { ShardId: string }) => Series;

/**
 * One shard's metrics: those that are switched on, one sample for each call that touches the shard.
 * A shard without traffic publishes nothing, so that an idle minute has no datapoint.
 */
export class ShardMetrics {
  #on: Partial<Record<ShardLevelMetric, Series>> = {};

  constructor(
    private readonly shardId: string,
    private readonly seriesOf: SeriesOf,
  ) {}

  switchOn(metrics: readonly ShardLevelMetric[]): void {
    this.#on = {};
    for (const metric of metrics) {
      this.#on[metric] = this.seriesOf(metric, UNITS[metric], { ShardId: this.shardId });
    }
  }

  /** A put call: what was stored of it here, and how many of its records were refused. */
  put(records: number, bytes: number, refused: number, nowMs: number): void {
    if (records > 0) {
      this.#on.IncomingRecords?.record(records, nowMs);
      this.#on.IncomingBytes?.record(bytes, nowMs);
    }
    this.#on.WriteProvisionedThroughputExceeded?.record(refused, nowMs);
  }

  /** A GetRecords call that was answered. */
  get(records: number, bytes: number, iteratorAgeMs: number, nowMs: number): void {
    this.#on.OutgoingRecords?.record(records, nowMs);
    this.#on.OutgoingBytes?.record(bytes, nowMs);
    this.#on.IteratorAgeMilliseconds?.record(iteratorAgeMs, nowMs);
    this.#on.ReadProvisionedThroughputExceeded?.record(0, nowMs);
  }

  /** A GetRecords call that was refused. */
  getRefused(nowMs: number): void {
    this.#on.ReadProvisionedThroughputExceeded?.record(1, nowMs);
  }
}
