import {
  CreateStreamCommand,
  DisableEnhancedMonitoringCommand,
  EnableEnhancedMonitoringCommand,
} from '@aws-sdk/client-kinesis';
import { defineNearMiss } from '../near-miss.ts';

const step = '02-enable-metrics';
const rejectedBy = 'All seven shard-level metrics are on';

export default [
  defineNearMiss({
    title: '6 of 7 metrics',
    step,
    rejectedBy,
    message: 'Not on: OutgoingBytes',
    async build(world) {
      await world.run(1, 2);
      await world.cloud.kinesis.send(
        new DisableEnhancedMonitoringCommand({
          StreamName: world.config.names.stream,
          ShardLevelMetrics: ['OutgoingBytes'],
        }),
      );
      await world.cloud.sleep(30);
    },
  }),

  defineNearMiss({
    title: 'metrics on another stream',
    step,
    rejectedBy,
    message:
      'Not on: IncomingBytes, IncomingRecords, IteratorAgeMilliseconds, OutgoingBytes, OutgoingRecords, ReadProvisionedThroughputExceeded, WriteProvisionedThroughputExceeded',
    async build(world) {
      await world.run(1);
      const { kinesis } = world.cloud;
      const StreamName = 'another-stream';
      await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 4 }));
      await world.cloud.sleep(30);
      await kinesis.send(
        new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
      );
      await world.cloud.sleep(30);
    },
  }),
];
