import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DisableEnhancedMonitoringCommand,
} from '@aws-sdk/client-kinesis';
import { completeTheMinute } from '../../complete-minute.ts';
import { waitForActive } from '../../stream/stream.ts';
import { defineNearMiss } from '../near-miss.ts';
import { produced } from '../walked.ts';
import { HOT, untold } from '../world.ts';

const step = '03-produce';
const DOMINATES = 'The hot shard dominates IncomingRecords';
const AGREE = 'CloudWatch and the records themselves agree';

export default [
  defineNearMiss({
    title: 'a shard that received nothing',
    step,
    rejectedBy: 'Every open shard received records',
    message: 'No records from {time} to {time} in shardId-000000000003',
    build: (world) => produced(world, { ...HOT, perMinute: [400, 40, 40, 0] }),
  }),

  defineNearMiss({
    title: 'even traffic',
    step,
    rejectedBy: DOMINATES,
    message:
      "The traffic is too even: shardId-000000000000 leads with 25.0 % of the records, 1.0 times as many as shardId-000000000001; at least 50.0 % and 2.0 times the second's are needed.",
    build: (world) => produced(world, { perMinute: [400, 400, 400, 400], minutes: 3 }),
  }),

  defineNearMiss({
    title: 'a hot shard with a small lead',
    step,
    rejectedBy: DOMINATES,
    message:
      "The traffic is too even: shardId-000000000000 leads with 58.8 % of the records, 1.6 times as many as shardId-000000000001; at least 50.0 % and 2.0 times the second's are needed.",
    build: (world) => produced(world, { perMinute: [400, 250, 15, 15], minutes: 3 }),
  }),

  defineNearMiss({
    title: 'shard 2 hot',
    step,
    rejectedBy: DOMINATES,
    message:
      'The hot shard is shardId-000000000002, not shardId-000000000000: it received 76.9 % of the records.',
    build: (world) => produced(world, { perMinute: [40, 40, 400, 40], minutes: 3 }),
  }),

  defineNearMiss({
    title: 'too few records',
    step,
    rejectedBy: DOMINATES,
    message:
      'Too few records: shardId-000000000000, the busiest, received 999 from {time} to {time}; at least 1,000 are needed.',
    build: (world) => produced(world, { perMinute: [333, 40, 40, 40], minutes: 3 }),
  }),

  defineNearMiss({
    title: 'a burst of two minutes',
    step,
    rejectedBy: DOMINATES,
    message:
      'Too few minutes: shardId-000000000000 received records in 2 of the minutes from {time} to {time}; at least 3 are needed.',
    build: (world) => produced(world, { perMinute: [800, 40, 40, 40], minutes: 2 }),
  }),

  defineNearMiss({
    title: 'old records',
    step,
    rejectedBy: DOMINATES,
    message:
      'The traffic is old: the newest records are from {time}, before the 15 minutes from {time} to {time}.',
    async build(world) {
      await produced(world, HOT);
      await world.cloud.sleep(20 * 60);
    },
  }),

  defineNearMiss({
    title: 'metrics that were off for a minute of the traffic',
    step,
    rejectedBy: AGREE,
    message:
      'The two differ on shardId-000000000000 from {time} to {time}: CloudWatch counted 1,200 records, 1,600 were read back.',
    async build(world) {
      await produced(world, HOT);
      const ShardLevelMetrics = ['ALL' as const];
      const StreamName = world.config.names.stream;
      await world.cloud.kinesis.send(
        new DisableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics }),
      );
      await waitForActive(world, untold);
      await world.send({ ...HOT, minutes: 1 });
      await world.run(2);
      // for so long the datapoints might still come
      await world.cloud.sleep(world.config.deadlines.metricsSeconds);
    },
  }),

  defineNearMiss({
    title: 'a stream made anew within a minute of its forerunner’s records',
    step,
    rejectedBy: AGREE,
    message:
      'The two differ on shardId-000000000000 from {time} to {time}: CloudWatch counted 1,600 records, 1,200 were read back.',
    async build(world) {
      await world.run(1, 2);
      await completeTheMinute(world, untold);
      const { kinesis } = world.cloud;
      const StreamName = world.config.names.stream;
      await world.sendAtOnce(HOT);
      await kinesis.send(new DeleteStreamCommand({ StreamName }));
      await world.cloud.sleep(10);
      await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 4 }));
      await world.run(2);
      await world.send(HOT);
    },
  }),
];
