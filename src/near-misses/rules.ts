import type { Config } from '../contract.ts';

/**
 * The worlds are laid out for these rules and told in these names: each misses one rule narrowly, or
 * by one thing alone. Whoever configures others still learns whether the checks can tell.
 */
export function withRules(config: Config): Config {
  const { traffic, dominance, heat, alarm } = config;
  return {
    ...config,
    region: 'us-east-1',
    names: {
      ...config.names,
      stack: 'hot-shard-workshop',
      stream: 'hot-shard-data-stream',
      dashboardStack: 'hot-shard-workshop-dashboard',
      dashboard: 'kinesis-per-shard-metrics',
      alarmStack: 'hot-shard-workshop-alarm',
    },
    tag: { key: 'workshop', value: 'kinesis-hot-shards' },
    lesson: 'many-keys',
    stream: { ...config.stream, shardCount: 4, retentionHours: 24 },
    traffic: {
      ...traffic,
      recordBytes: 200,
      keys: { perLane: 40, busyPerLane: 3, busyShare: 0.5 },
    },
    dominance: {
      ...dominance,
      hotShardId: 'shardId-000000000000',
      windowMinutes: 15,
      minShare: 0.5,
      minLead: 2,
      minRecords: 1_000,
      minMinutes: 3,
      witnessTolerance: 0.02,
      witnessSlackRecords: 40,
    },
    heat: { ...heat, maxTimesFairShare: 1.5, maxKeyShare: 0.55, minRecords: 1_000 },
    alarm: { ...alarm, evaluationMinutes: 10, hotMinutes: 2, askedEverySeconds: 60 },
    pollSeconds: 4,
  };
}
