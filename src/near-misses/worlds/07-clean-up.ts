import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateStreamCommand } from '@aws-sdk/client-kinesis';
import { defineNearMiss } from '../near-miss.ts';
import type { World } from '../world.ts';

const step = '07-clean-up';
const NO_STREAM = 'No stream of this workshop is left';
const NO_ALARM = 'No alarm of this workshop is left';

export default [
  defineNearMiss({
    title: 'a stack left behind that has the tag, under another name',
    step,
    rejectedBy: 'No stack of this workshop is left',
    message: 'Still there: renamed CREATE_COMPLETE',
    async build({ cloud, config }) {
      const Resources = { Topic: { Type: 'AWS::SNS::Topic' } };
      await cloud.cloudformation.send(
        new CreateStackCommand({
          StackName: 'renamed',
          TemplateBody: JSON.stringify({ Resources }),
          Tags: [{ Key: config.tag.key, Value: config.tag.value }],
        }),
      );
      await cloud.sleep(60);
    },
  }),

  defineNearMiss({
    title: 'a stream left behind that has the name, without the tag',
    step,
    rejectedBy: NO_STREAM,
    message: 'Still there: hot-shard-data-stream ACTIVE',
    build: (world) => makeStream(world, world.config.names.stream),
  }),

  defineNearMiss({
    title: 'a stream left behind that has the tag, under another name',
    step,
    rejectedBy: NO_STREAM,
    message: 'Still there: by-hand ACTIVE',
    build: (world) => {
      const { key, value } = world.config.tag;
      return makeStream(world, 'by-hand', { [key]: value });
    },
  }),

  defineNearMiss({
    title: 'a dashboard left behind',
    step,
    rejectedBy: 'No dashboard of this workshop is left',
    message: 'Still there: kinesis-per-shard-metrics',
    async build({ cloud, config }) {
      const text = { type: 'text', width: 6, height: 3, properties: { markdown: 'by hand' } };
      await cloud.cloudwatch.send(
        new PutDashboardCommand({
          DashboardName: config.names.dashboard,
          DashboardBody: JSON.stringify({ widgets: [text] }),
        }),
      );
    },
  }),

  defineNearMiss({
    title: 'an alarm left behind that is named after the stream and watches it, without the tag',
    step,
    rejectedBy: NO_ALARM,
    message: 'Still there: hot-shard-data-stream-by-hand',
    build: (world) => {
      const { stream } = world.config.names;
      return makeAlarm(world, `${stream}-by-hand`, stream, []);
    },
  }),

  defineNearMiss({
    title: 'an alarm left behind that has the tag, on another stream',
    step,
    rejectedBy: NO_ALARM,
    message: 'Still there: mine',
    build: (world) => {
      const { key: Key, value: Value } = world.config.tag;
      return makeAlarm(world, 'mine', 'another-stream', [{ Key, Value }]);
    },
  }),
];

async function makeStream(
  { cloud }: World,
  StreamName: string,
  Tags?: Record<string, string>,
): Promise<void> {
  await cloud.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1, Tags }));
  await cloud.sleep(30);
}

async function makeAlarm(
  { cloud }: World,
  AlarmName: string,
  stream: string,
  Tags: { Key: string; Value: string }[],
): Promise<void> {
  await cloud.cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'AWS/Kinesis',
      MetricName: 'WriteProvisionedThroughputExceeded',
      Dimensions: [{ Name: 'StreamName', Value: stream }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      Tags,
    }),
  );
}
