import type { RecordDistributionStrategy, StreamMode, StreamStatus } from '@aws-sdk/client-kinesis';
import type { Clock } from '../clock.ts';
import type { MetricStore } from '../cloudwatch/metric-store.ts';
import type { Keeper } from '../keeper.ts';
import type { StorageBudget } from '../storage-budget.ts';
import { type StreamLabel, streamNotActive } from './errors.ts';
import type { HashKeyRange } from './hash-key.ts';
import { KeptLog } from './kept-log.ts';
import { DEFAULT_RECORD_KIB, DELAY_SECONDS, RETENTION_HOURS } from './limits.ts';
import { RecordLog } from './record-log.ts';
import { Shard, shardIdOf } from './shard.ts';
import { type ShardLevelMetric, ShardMetrics } from './shard-level-metrics.ts';
import { ShardMap } from './shard-map.ts';
import { StreamMetrics } from './stream-metrics.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How often the puts of a stream give expired records' memory back, in cloud milliseconds. */
const HOUSEKEEPING_MS = 60_000;

/** Where a stream lives, and what it is given of the cloud. */
export interface StreamSurroundings {
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
  readonly budget: StorageBudget;
  readonly keeper: Keeper | undefined;
  readonly metricStore: () => MetricStore;
}

/** How a stream is to be created. */
export interface StreamPlan {
  readonly name: string;
  readonly mode: StreamMode;
  readonly shardCount: number;
  readonly distribution: RecordDistributionStrategy;
  readonly maxRecordKiB: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** A data stream: its settings, its life cycle and its shards. */
export class Stream implements StreamLabel {
  readonly name: string;
  readonly account: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly tags: Map<string, string>;
  readonly metrics: StreamMetrics;
  readonly shards: ShardMap;
  status: StreamStatus = 'CREATING';
  mode: StreamMode;
  distribution: RecordDistributionStrategy;
  maxRecordKiB: number;
  shardLevelMetrics: readonly ShardLevelMetric[] = [];
  #retentionHours: number = RETENTION_HOURS.least;
  #nextHousekeepingMs = 0;
  readonly #changesMs = { shardCount: [] as number[], mode: [] as number[] };
  readonly #clock: Clock;

  constructor(plan: StreamPlan, surroundings: StreamSurroundings) {
    const { account, region, clock, metricStore } = surroundings;
    this.name = plan.name;
    this.account = account;
    this.arn = streamArn(plan.name, account, region);
    this.#clock = clock;
    this.createdMs = this.now();
    this.mode = plan.mode;
    this.distribution = plan.distribution;
    this.maxRecordKiB = plan.maxRecordKiB ?? DEFAULT_RECORD_KIB;
    this.tags = new Map(Object.entries(plan.tags));
    this.metrics = new StreamMetrics(metricStore, plan.name);
    this.shards = new ShardMap((number, range, parents, nowMs) =>
      this.#makeShard(number, range, parents, nowMs, surroundings),
    );
    clock.after(DELAY_SECONDS.creating, () => {
      if (this.status !== 'CREATING') return;
      this.shards.openEvenly(plan.shardCount, this.now());
      this.status = 'ACTIVE';
    });
  }

  /** Cloud time in whole milliseconds. */
  now(): number {
    return Math.floor(this.#clock.now());
  }

  /** Whether records can be put and read: AWS goes on with both while a stream is UPDATING. */
  get isServing(): boolean {
    return this.status === 'ACTIVE' || this.status === 'UPDATING';
  }

  get retentionHours(): number {
    return this.#retentionHours;
  }

  /** Sets the retention. A longer one does not bring back what has expired. */
  retain(hours: number): void {
    this.trim(this.now());
    this.#retentionHours = hours;
  }

  /** Records from before then have expired. */
  horizonMs(nowMs: number): number {
    return nowMs - this.#retentionHours * HOUR_MS;
  }

  /** @throws ResourceInUseException when the stream is not ACTIVE */
  requireActive(): void {
    if (this.status !== 'ACTIVE') throw streamNotActive(this, this.status);
  }

  /** Makes the stream UPDATING, and ACTIVE again, with the change made, after a while. */
  update(change: (nowMs: number) => void): void {
    this.status = 'UPDATING';
    this.#clock.after(DELAY_SECONDS.updating, () => {
      if (this.status !== 'UPDATING') return;
      change(this.now());
      this.status = 'ACTIVE';
    });
  }

  /** Makes the stream DELETING, and calls `gone` when it is. AWS allows it in every state. */
  delete(gone: () => void): void {
    if (this.status === 'DELETING') return;
    this.status = 'DELETING';
    this.#clock.after(DELAY_SECONDS.deleting, () => {
      for (const shard of this.shards.listed) shard.log.discard();
      gone();
    });
  }

  monitor(metrics: readonly ShardLevelMetric[]): void {
    this.shardLevelMetrics = metrics;
    for (const shard of this.shards.listed) shard.metrics.switchOn(metrics);
  }

  /** Forgets the records and the closed shards that have expired. */
  trim(nowMs: number): void {
    const horizonMs = this.horizonMs(nowMs);
    this.shards.forget(horizonMs);
    for (const shard of this.shards.listed) shard.log.trim(horizonMs);
    this.#nextHousekeepingMs = nowMs + HOUSEKEEPING_MS;
  }

  /** `trim`, but for every put: it costs nothing most of the time. */
  keepHouse(nowMs: number): void {
    if (nowMs >= this.#nextHousekeepingMs) this.trim(nowMs);
  }

  /** Counts a change that AWS allows so many times in 24 hours; false when it was one too many. */
  allowChange(kind: 'shardCount' | 'mode', perDay: number): boolean {
    const nowMs = this.now();
    const recent = this.#changesMs[kind].filter((ms) => ms > nowMs - DAY_MS);
    if (recent.length < perDay) recent.push(nowMs);
    else return false;
    this.#changesMs[kind] = recent;
    return true;
  }

  #makeShard(
    number: number,
    range: HashKeyRange,
    parents: readonly Shard[],
    nowMs: number,
    { budget, keeper }: StreamSurroundings,
  ): Shard {
    // AWS was seen to date children one second after it closed their parents.
    const nowSecond = Math.floor(nowMs / 1000);
    const second = Math.max(
      nowSecond,
      ...parents.map(({ created }) => Math.max(nowSecond, created.second) + 1),
    );
    const metrics = new ShardMetrics(shardIdOf(number), (...metric) =>
      this.metrics.series(...metric),
    );
    metrics.switchOn(this.shardLevelMetrics);
    const log = new RecordLog(budget);
    // a stream of this name may have been deleted and made again
    keeper?.keep(new KeptLog(`history/${this.arn}/${this.createdMs}/${shardIdOf(number)}`, log));
    return new Shard(number, range, { ms: nowMs, second }, parents, log, metrics);
  }
}

export function streamArn(name: string, account: string, region: string): string {
  const partition = region.startsWith('cn-')
    ? 'aws-cn'
    : region.startsWith('us-gov-')
      ? 'aws-us-gov'
      : 'aws';
  return `arn:${partition}:kinesis:${region}:${account}:stream/${name}`;
}
