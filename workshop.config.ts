import { defineConfig } from './src/contract.ts';

export default defineConfig({
  region: 'us-east-1',
  names: {
    stack: 'hot-shard-workshop',
    stream: 'hot-shard-data-stream',
    dashboardStack: 'hot-shard-workshop-dashboard',
    dashboard: 'kinesis-per-shard-metrics',
  },
  tag: { key: 'workshop', value: 'kinesis-hot-shards' },
  stream: { shardCount: 4, retentionHours: 24 },
  traffic: {
    durationSeconds: 300,
    lanes: [
      { shard: 0, recordsPerSecond: 200 },
      { shard: 1, recordsPerSecond: 20 },
      { shard: 2, recordsPerSecond: 20 },
      { shard: 3, recordsPerSecond: 20 },
    ],
    recordBytes: 200,
    keys: { perLane: 40, busyPerLane: 3, busyShare: 0.5 },
    sender: {
      maxInFlight: 4,
      maxAttempts: 8,
      backoffBaseMs: 100,
      backoffCapMs: 5_000,
      maxCatchUpSeconds: 5,
    },
  },
  dominance: {
    hotShardId: 'shardId-000000000000',
    windowMinutes: 15,
    minShare: 0.5,
    minLead: 2,
    minRecords: 1_000,
    minMinutes: 3,
    witnessTolerance: 0.02,
    // a second of 20 records/s at each edge
    witnessSlackRecords: 40,
  },
  deadlines: {
    stackSeconds: 600,
    streamSeconds: 300,
    metricsSeconds: 600,
    byHandSeconds: 1_800,
  },
  pollSeconds: 2,
});
