import type {
  AlarmHistoryItem,
  DescribeAlarmHistoryOutput,
  DescribeAlarmsOutput,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cloudwatch } from '../../../local-aws/cloudwatch/service.ts';
import { kinesis } from '../../../local-aws/kinesis/service.ts';
import { Cloud } from '../cloudformation/support.ts';

const STREAM = 'orders';
const HASH_KEYS = 2n ** 128n;

function shardId(number: number): string {
  return `shardId-${String(number).padStart(12, '0')}`;
}

/** An alarm on how many times its fair share the hottest of these shards takes. */
function template(shards: readonly number[]): string {
  const metrics = shards.map((number) => ({
    Id: `shard${number}`,
    ReturnData: false,
    MetricStat: {
      Stat: 'Sum',
      Period: 60,
      Metric: {
        Namespace: 'AWS/Kinesis',
        MetricName: 'IncomingRecords',
        Dimensions: [
          { Name: 'StreamName', Value: STREAM },
          { Name: 'ShardId', Value: shardId(number) },
        ],
      },
    },
  }));
  const heat = { Id: 'heat', Expression: 'MAX(FILL(METRICS(), 0)) / AVG(FILL(METRICS(), 0))' };
  const Properties = {
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 1.5,
    EvaluationPeriods: 10,
    DatapointsToAlarm: 2,
    TreatMissingData: 'notBreaching',
    Metrics: [heat, ...metrics],
  };
  return JSON.stringify({ Resources: { Hot: { Type: 'AWS::CloudWatch::Alarm', Properties } } });
}

/** A cloud with a stream that publishes its shards' metrics. */
function withStream(shardCount: number) {
  const cloud = new Cloud();
  cloud.callOf(kinesis, 'CreateStream', { StreamName: STREAM, ShardCount: shardCount });
  cloud.wait(30);
  const ShardLevelMetrics = ['IncomingRecords'];
  cloud.callOf(kinesis, 'EnableEnhancedMonitoring', { StreamName: STREAM, ShardLevelMetrics });
  cloud.wait(30);
  return {
    cloud,
    /** A minute in which each even part of the hash keys gets so many records. */
    minute(...records: readonly number[]) {
      const Records = records.flatMap((count, part) => {
        const ExplicitHashKey = String((HASH_KEYS / BigInt(records.length)) * BigInt(part));
        const record = { PartitionKey: 'k', ExplicitHashKey, Data: Buffer.from('x') };
        return Array.from({ length: count }, () => record);
      });
      if (Records.length > 0) cloud.callOf(kinesis, 'PutRecords', { StreamName: STREAM, Records });
      cloud.wait(60);
    },
    alarm() {
      const output: DescribeAlarmsOutput = cloud.callOf(cloudwatch, 'DescribeAlarms', {});
      const [alarm, ...others] = output.MetricAlarms ?? [];
      assert.equal(others, []);
      return alarm;
    },
    history(): AlarmHistoryItem[] {
      const input = { ScanBy: 'TimestampAscending' };
      const output: DescribeAlarmHistoryOutput = cloud.callOf(
        cloudwatch,
        'DescribeAlarmHistory',
        input,
      );
      return output.AlarmHistoryItems ?? [];
    },
    deploy(operation: 'CreateStack' | 'UpdateStack', shards: readonly number[]) {
      cloud.call(operation, { StackName: 'alarms', TemplateBody: template(shards) });
      cloud.wait(30);
      const done = operation === 'CreateStack' ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
      assert.is(cloud.stack('alarms').StackStatus, done, cloud.history('alarms').join('\n'));
    },
  };
}

test('an alarm on the hottest of ten shards, made after two hot minutes, is raised at the next one', () => {
  const stream = withStream(10);
  stream.minute(30, 2, 2, 2, 2, 2, 2, 2, 2, 2);
  stream.minute(30, 5, 5, 0, 0, 0, 0, 0, 0, 0);
  stream.deploy('CreateStack', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.is(stream.alarm()?.StateValue, 'INSUFFICIENT_DATA');
  stream.cloud.wait(30);
  assert.is(stream.alarm()?.StateValue, 'ALARM');
  assert.is(
    stream.alarm()?.StateReason,
    'Threshold Crossed: 2 out of the last 2 datapoints [7.5 (02/11/26 09:02:00), 6.25 (02/11/26 09:01:00)] were greater than the threshold (1.5) (minimum 2 datapoints for OK -> ALARM transition).',
  );
});

test('it is OK again without heat, and an update of the stack to other shards leaves it and its history', () => {
  const stream = withStream(5);
  stream.minute(30, 2, 2, 2, 2);
  stream.minute(30, 2, 2, 2, 2);
  stream.deploy('CreateStack', [0, 1, 2, 3]);
  stream.cloud.wait(30);
  for (let minute = 0; minute < 8; minute += 1) stream.minute(9, 10, 9, 10, 9);
  assert.is(stream.alarm()?.StateValue, 'ALARM');
  stream.minute(9, 10, 9, 10, 9);
  const { AlarmArn, AlarmName, StateValue } = stream.alarm() ?? {};
  assert.is(StateValue, 'OK');

  stream.deploy('UpdateStack', [1, 2, 3, 4]);
  const updated = stream.alarm();
  assert.equal([updated?.AlarmArn, updated?.StateValue], [AlarmArn, 'OK']);
  stream.minute(2, 2, 2, 2, 30);
  stream.minute(2, 2, 2, 2, 30);
  stream.cloud.wait(30);
  assert.is(stream.alarm()?.StateValue, 'ALARM');
  assert.equal(
    stream.history().map(({ HistorySummary }) => HistorySummary),
    [
      `Alarm "${AlarmName}" created`,
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      'Alarm updated from ALARM to OK',
      `Alarm "${AlarmName}" updated`,
      'Alarm updated from OK to ALARM',
    ],
  );
  const change = JSON.parse(stream.history()[3]?.HistoryData ?? '');
  const idsOf = (metrics: { id: string }[]) => metrics.map(({ id }) => id);
  assert.equal(
    [idsOf(change.originalUpdatedFields.metrics), idsOf(change.updatedAlarm.metrics)],
    [
      ['heat', 'shard0', 'shard1', 'shard2', 'shard3'],
      ['heat', 'shard1', 'shard2', 'shard3', 'shard4'],
    ],
  );
});

test('it is OK again, too, when nothing is sent any more', () => {
  const stream = withStream(4);
  stream.minute(30, 2, 2, 2);
  stream.minute(30, 2, 2, 2);
  stream.deploy('CreateStack', [0, 1, 2, 3]);
  stream.cloud.wait(15 * 60);
  assert.equal(
    stream.history().map(({ HistorySummary }) => HistorySummary),
    [
      `Alarm "${stream.alarm()?.AlarmName}" created`,
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      'Alarm updated from ALARM to OK',
    ],
  );
});

test.run();
