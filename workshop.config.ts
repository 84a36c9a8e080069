import { defineConfig } from 'kinesis-hot-shard-workshop';

export default defineConfig({
  region: 'us-east-1',
  names: {
    stack: 'hot-shard-workshop',
    stream: 'hot-shard-data-stream',
    dashboardStack: 'hot-shard-workshop-dashboard',
    dashboard: 'kinesis-per-shard-metrics',
    alarmStack: 'hot-shard-workshop-alarm',
    fleetStack: 'hot-shard-workshop-fleet',
  },
  tag: { key: 'workshop', value: 'kinesis-hot-shards' },
  stream: { shardCount: 4, retentionHours: 24, expiresAfterHours: 8 },
  lesson: 'many-keys',
  lessons: {
    'many-keys': {
      summary: 'many keys make a shard hot: splitting it helps',
      traffic: {},
      expects: { finding: 'many keys', relation: 'relatively hot' },
    },
    'one-key': {
      summary: 'one key makes a shard hot: splitting it moves the heat, spreading the key cools it',
      traffic: { keys: { perLane: 40, busyPerLane: 1, busyShare: 0.9 } },
      expects: { finding: 'one key', relation: 'relatively hot' },
      spreadKeysBy: 100,
    },
    saturated: {
      summary: 'a shard at its limit refuses records while most of the stream is idle',
      traffic: {
        durationSeconds: 130,
        keys: { perLane: 60, busyPerLane: 6, busyShare: 0.4 },
        // more tries would get hardly a record more in, only many more refusals
        sender: { maxAttempts: 3 },
        lanes: [
          { shard: 0, recordsPerSecond: 1_100 },
          { shard: 1, recordsPerSecond: 20 },
          { shard: 2, recordsPerSecond: 20 },
          { shard: 3, recordsPerSecond: 20 },
        ],
      },
      expects: { finding: 'many keys', relation: 'saturated' },
    },
  },
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
      // several at once could overtake each other, and a key's records would be out of order
      maxInFlight: 1,
      maxAttempts: 8,
      backoffBaseMs: 100,
      backoffCapMs: 5_000,
      maxCatchUpSeconds: 5,
    },
  },
  fleet: {
    // 0.3 of a CPU, of which 2,500 records a second take a quarter
    memoryMegabytes: 512,
    // five requests of 500 records, one at a time so that a key keeps its order: each has 200 ms
    recordsPerSecondEach: 2_500,
    bytesPerSecondEach: 2_500_000,
    leadMinutes: 4,
    askedEverySeconds: 20,
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
  heat: {
    maxTimesFairShare: 1.5,
    maxKeyShare: 0.55,
    minRecords: 1_000,
    exactKeys: 100_000,
    sketchKeys: 1_000,
  },
  cost: {
    ceilingUsd: 1,
    // GetRecords of shared throughput and a retention of 24 hours are free of charge
    rates: {
      region: 'us-east-1',
      asOf: '2023',
      source:
        'https://aws.amazon.com/kinesis/data-streams/pricing/ and https://aws.amazon.com/cloudwatch/pricing/',
      shardHourUsd: 0.015,
      millionPutUnitsUsd: 0.014,
      putUnitBytes: 25_000,
      customMetricMonthUsd: 0.3,
      dashboardMonthUsd: 3,
      freeDashboards: 3,
      alarmMetricMonthUsd: 0.1,
      lambdaGbSecondUsd: 0.0000133334,
      millionLambdaRequestsUsd: 0.2,
      lambdaSource: 'https://aws.amazon.com/lambda/pricing/',
    },
  },
  alarm: { evaluationMinutes: 10, hotMinutes: 2, askedEverySeconds: 10 },
  deadlines: {
    stackSeconds: 600,
    streamSeconds: 300,
    metricsSeconds: 600,
    diagnosisSeconds: 600,
    byHandSeconds: 1_800,
    endToEndSeconds: 9_000,
    cleanUpSeconds: 1_200,
    checkSeconds: 720,
  },
  class: { stuckAfterSeconds: 600 },
  pollSeconds: 2,
});
