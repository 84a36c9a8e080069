import type {
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsOutput,
  ListTagsForResourceOutput,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judge, type Period } from '../../../local-aws/cloudwatch/alarms/judge.ts';
import { at, refusal, startCloudWatch } from './support.ts';

const ALARM = {
  AlarmName: 'hot',
  Namespace: 'Shop',
  MetricName: 'Orders',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
};
const ARN = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:hot';

/** CloudWatch with an alarm, at 10:30. */
function withAlarm(settings: object = {}) {
  const aws = startCloudWatch();
  const put = (changes: object = {}) => aws.call('PutMetricAlarm', { ...ALARM, ...changes });
  put(settings);
  const alarms = (filter: object = {}) =>
    aws.call<DescribeAlarmsOutput>('DescribeAlarms', filter).MetricAlarms ?? [];
  return {
    ...aws,
    put,
    alarms,
    publish: (Value: number, Timestamp?: Date) =>
      aws.call('PutMetricData', {
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'Orders', Value, ...(Timestamp && { Timestamp }) }],
      }),
    /** The state after so many minutes of cloud time. */
    after(minutes: number) {
      aws.passMinutes(minutes);
      const [alarm] = alarms();
      return [alarm?.StateValue, alarm?.StateReason];
    },
  };
}

test('a new alarm has insufficient data until it is evaluated, and every member that was asked for', () => {
  const { alarms } = withAlarm({ AlarmDescription: 'too many orders', AlarmActions: ['arn:a'] });
  assert.equal(alarms(), [
    {
      ...ALARM,
      AlarmDescription: 'too many orders',
      Dimensions: [],
      AlarmArn: ARN,
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: ['arn:a'],
      InsufficientDataActions: [],
      AlarmConfigurationUpdatedTimestamp: at(30),
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      StateUpdatedTimestamp: at(30),
      StateTransitionedTimestamp: at(30),
    },
  ]);
});

test('an alarm follows its metric in cloud time, and tells why', () => {
  const alarm = withAlarm();
  assert.equal(alarm.after(1), [
    'INSUFFICIENT_DATA',
    'Insufficient Data: 1 datapoint was unknown.',
  ]);
  alarm.publish(21.5);
  assert.equal(alarm.after(1), [
    'ALARM',
    'Threshold Crossed: 1 datapoint [21.5 (02/11/26 10:31:00)] was greater than the threshold (10.0).',
  ]);
  alarm.publish(10);
  assert.equal(alarm.after(1), [
    'OK',
    'Threshold Crossed: 1 datapoint [10.0 (02/11/26 10:32:00)] was not greater than the threshold (10.0).',
  ]);
  const [described] = alarm.alarms();
  assert.equal(described?.StateTransitionedTimestamp, at(33));
  assert.equal(JSON.parse(described?.StateReasonData ?? ''), {
    version: '1.0',
    queryDate: '2026-11-02T10:33:00.000+0000',
    startDate: '2026-11-02T10:32:00.000+0000',
    statistic: 'Sum',
    period: 60,
    recentDatapoints: [10],
    threshold: 10,
    evaluatedDatapoints: [{ timestamp: '2026-11-02T10:32:00.000+0000', value: 10 }],
  });
});

test('time that is skipped plays out minute by minute', () => {
  const alarm = withAlarm();
  alarm.publish(50, at(40));
  alarm.passMinutes(60);
  assert.is(alarm.alarms()[0]?.StateValue, 'INSUFFICIENT_DATA');
  assert.equal(alarm.alarms()[0]?.StateTransitionedTimestamp, at(44));
});

test('an alarm is evaluated at whole minutes, whenever it was made', () => {
  const aws = startCloudWatch({ nowMs: at(30).getTime() + 34_461 });
  aws.call('PutMetricAlarm', ALARM);
  aws.passMinutes(7);
  const [alarm] = aws.call<DescribeAlarmsOutput>('DescribeAlarms', {}).MetricAlarms ?? [];
  assert.equal(alarm?.StateUpdatedTimestamp, at(31));
  assert.equal(alarm?.StateReason, 'Insufficient Data: 1 datapoint was unknown.');
});

test('M out of N datapoints are counted, and told newest first', () => {
  const alarm = withAlarm({
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'ignore',
  });
  alarm.publish(11, at(28));
  alarm.publish(1, at(29));
  alarm.publish(12, at(30));
  assert.equal(alarm.after(1), [
    'ALARM',
    'Threshold Crossed: 2 out of the last 3 datapoints [12.0 (02/11/26 10:30:00), 11.0 (02/11/26 10:28:00)] were greater than the threshold (10.0) (minimum 2 datapoints for OK -> ALARM transition).',
  ]);
  alarm.publish(0);
  assert.equal(alarm.after(1), [
    'OK',
    'Threshold Crossed: 2 out of the last 3 datapoints [0.0 (02/11/26 10:31:00), 1.0 (02/11/26 10:29:00)] were not greater than the threshold (10.0) (minimum 2 datapoints for ALARM -> OK transition).',
  ]);
});

test('missing data is taken as it is told to be, in the rows of the user guide', () => {
  const states = (data: string, DatapointsToAlarm: number) =>
    ['missing', 'ignore', 'breaching', 'notBreaching'].map((TreatMissingData) => {
      const periods = [...data]
        .reverse()
        .map((mark): Period => (mark === '-' ? undefined : mark === 'X'));
      const settings = { EvaluationPeriods: 3, DatapointsToAlarm, TreatMissingData };
      return judge(periods, settings) ?? 'stays';
    });
  const all = (state: string) => [state, state, state, state];
  const unknown = 'INSUFFICIENT_DATA';
  assert.equal(states('0-X-X', 3), all('OK'));
  assert.equal(states('0----', 3), all('OK'));
  assert.equal(states('-----', 3), [unknown, 'stays', 'ALARM', 'OK']);
  assert.equal(states('0XX-X', 3), all('ALARM'));
  assert.equal(states('----X', 3), [unknown, 'stays', 'ALARM', 'OK']);
  assert.equal(states('X----', 3), ['ALARM', 'stays', 'ALARM', 'OK']);
  assert.equal(states('0-X-X', 2), all('ALARM'));
  assert.equal(states('00X0X', 2), all('ALARM'));
  assert.equal(states('0-X--', 2), ['OK', 'OK', 'ALARM', 'OK']);
  assert.equal(states('----0', 2), ['OK', 'OK', 'ALARM', 'OK']);
  assert.equal(states('----X', 2), [unknown, 'stays', 'ALARM', 'OK']);
});

test('periods without data that count as breaching are told as such', () => {
  const alarm = withAlarm({ EvaluationPeriods: 2, TreatMissingData: 'breaching' });
  assert.equal(alarm.after(1), [
    'ALARM',
    'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
  ]);
  const calm = withAlarm({ TreatMissingData: 'notBreaching' });
  assert.equal(calm.after(1), [
    'OK',
    'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
  ]);
});

const share = {
  ...Object.fromEntries(Object.keys(ALARM).map((name) => [name, undefined])),
  AlarmName: 'hot',
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  Metrics: [
    {
      Id: 'm',
      MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'Orders' }, Period: 60, Stat: 'Sum' },
      ReturnData: false,
    },
    { Id: 'e', Expression: 'm*2' },
  ],
};

test('an alarm can watch metric math', () => {
  const alarm = withAlarm(share);
  alarm.publish(5);
  assert.equal(alarm.after(1), [
    'ALARM',
    'Threshold Crossed: 1 datapoint [10.0 (02/11/26 10:30:00)] was greater than or equal to the threshold (10.0).',
  ]);
  assert.equal(alarm.alarms()[0]?.Metrics, share.Metrics);
});

test('math that its data turn into no series leaves an alarm without data, and time goes on', () => {
  const [metric] = share.Metrics;
  const alarm = withAlarm({
    ...share,
    Metrics: [metric, { Id: 'e', Expression: 'IF(MAX(m) > 100, 1, m)' }],
  });
  alarm.publish(50);
  assert.is(alarm.after(1)[0], 'ALARM');
  alarm.publish(500);
  assert.equal(alarm.after(1), [
    'INSUFFICIENT_DATA',
    "Error in expression 'e': The result must be a time series or an array of time series",
  ]);
  alarm.passMinutes(3);
  alarm.publish(50);
  assert.is(alarm.after(1)[0], 'ALARM');
});

test('a percentile of published samples can be watched', () => {
  const alarm = withAlarm({ Statistic: undefined, ExtendedStatistic: 'p90' });
  for (const value of [1, 2, 30]) alarm.publish(value);
  assert.is(alarm.after(1)[0], 'ALARM');
});

test('putting an alarm again replaces its configuration and leaves its state', () => {
  const alarm = withAlarm();
  alarm.publish(50);
  assert.is(alarm.after(1)[0], 'ALARM');
  alarm.put({ Threshold: 100, AlarmDescription: 'new' });
  const [described] = alarm.alarms();
  assert.equal(
    [described?.StateValue, described?.Threshold, described?.AlarmDescription],
    ['ALARM', 100, 'new'],
  );
  alarm.publish(50);
  assert.is(alarm.after(1)[0], 'OK');
});

test('a state that is set holds until the next evaluation', () => {
  const alarm = withAlarm({ TreatMissingData: 'notBreaching' });
  alarm.after(1);
  const set = { AlarmName: 'hot', StateValue: 'ALARM', StateReason: 'a drill' };
  alarm.call('SetAlarmState', set);
  assert.equal(alarm.after(0), ['ALARM', 'a drill']);
  assert.is(alarm.after(1)[0], 'OK');
  const unknown = refusal(() => alarm.call('SetAlarmState', { ...set, AlarmName: 'x' }));
  assert.equal([unknown.code, unknown.statusCode, unknown.message], ['ResourceNotFound', 404, '']);
  assert.is(
    refusal(() => alarm.call('SetAlarmState', { ...set, StateValue: 'INVALID' })).message,
    "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]",
  );
  const data = refusal(() => alarm.call('SetAlarmState', { ...set, StateReasonData: '{' }));
  assert.is(data.code, 'InvalidFormatFault');
});

test('actions can be disabled and enabled, and a deleted alarm is gone for good', () => {
  const alarm = withAlarm();
  alarm.call('DisableAlarmActions', { AlarmNames: ['hot'] });
  assert.is(alarm.alarms()[0]?.ActionsEnabled, false);
  alarm.call('EnableAlarmActions', { AlarmNames: ['hot', 'unknown'] });
  assert.is(alarm.alarms()[0]?.ActionsEnabled, true);
  alarm.call('DeleteAlarms', { AlarmNames: ['hot', 'unknown'] });
  alarm.passMinutes(5);
  assert.equal(alarm.alarms(), []);
});

test('alarms are found by name, prefix, state and action, in pages by name', () => {
  const aws = withAlarm({ AlarmActions: ['arn:aws:sns:x'] });
  aws.put({ AlarmName: 'cold' });
  aws.put({ AlarmName: 'hotter' });
  const names = (filter: object) => aws.alarms(filter).map(({ AlarmName }) => AlarmName);
  assert.equal(names({}), ['cold', 'hot', 'hotter']);
  assert.equal(names({ AlarmNames: ['hotter', 'cold', 'x'] }), ['cold', 'hotter']);
  assert.equal(names({ AlarmNamePrefix: 'hot' }), ['hot', 'hotter']);
  assert.equal(names({ StateValue: 'ALARM' }), []);
  assert.equal(names({ ActionPrefix: 'arn:aws:sns' }), ['hot']);
  assert.equal(names({ AlarmTypes: ['CompositeAlarm'] }), []);
  const first = aws.call<DescribeAlarmsOutput>('DescribeAlarms', { MaxRecords: 2 });
  assert.is(first.MetricAlarms?.length, 2);
  assert.equal(names({ MaxRecords: 2, NextToken: first.NextToken }), ['hotter']);
});

test('the alarms of a metric are those with its dimensions exactly', () => {
  const aws = withAlarm();
  aws.put({ AlarmName: 'till', Dimensions: [{ Name: 'Till', Value: '1' }] });
  const names = (filter: object) =>
    aws
      .call<DescribeAlarmsForMetricOutput>('DescribeAlarmsForMetric', {
        Namespace: 'Shop',
        MetricName: 'Orders',
        ...filter,
      })
      .MetricAlarms?.map(({ AlarmName }) => AlarmName);
  assert.equal(names({}), ['hot']);
  assert.equal(names({ Dimensions: [{ Name: 'Till', Value: '1' }] }), ['till']);
  assert.equal(names({ Statistic: 'Average' }), []);
});

test('alarms and dashboards carry tags, given when they are new or by their ARN', () => {
  const aws = withAlarm({ Tags: [{ Key: 'a', Value: '1' }] });
  aws.put({ Tags: [{ Key: 'ignored', Value: 'later' }] });
  const tags = (ResourceARN: string) =>
    aws.call<ListTagsForResourceOutput>('ListTagsForResource', { ResourceARN }).Tags;
  aws.call('TagResource', { ResourceARN: ARN, Tags: [{ Key: 'b', Value: '2' }] });
  assert.equal(tags(ARN), [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ]);
  aws.call('UntagResource', { ResourceARN: ARN, TagKeys: ['a', 'unknown'] });
  assert.equal(tags(ARN), [{ Key: 'b', Value: '2' }]);
  const Tags = [{ Key: 'c', Value: '' }];
  aws.call('PutDashboard', { DashboardName: 'd', DashboardBody: '{"widgets":[]}', Tags });
  assert.equal(tags('arn:aws:cloudwatch::123456789012:dashboard/d'), Tags);
  const unknown = refusal(() => tags(`${ARN}ter`));
  assert.equal([unknown.code, unknown.statusCode], ['ResourceNotFoundException', 404]);
});

test('an alarm that AWS does not take is refused in its words', () => {
  const { put, alarms } = withAlarm();
  const refused = (settings: object) => {
    const { code, message } = refusal(() => put({ AlarmName: 'bad', ...settings }));
    assert.is(code, 'ValidationError');
    return message;
  };
  assert.is(refused({ MetricName: undefined }), 'MetricName must not be null');
  assert.is(refused({ Period: 45 }), 'Period must be 10, 20, 30 or a multiple of 60');
  assert.is(
    refused({ EvaluationPeriods: 1441 }),
    'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
  );
  assert.is(
    refused({ Statistic: undefined, ExtendedStatistic: 'x9' }),
    'The value x9 for parameter ExtendedStatistic is not supported.',
  );
  assert.is(
    refused({
      Metrics: share.Metrics,
      MetricName: undefined,
      Namespace: undefined,
      Period: undefined,
    }),
    'Statistic should not be set if list of Metrics is set.',
  );
  assert.is(
    refused({ ...share, Metrics: share.Metrics.map((query) => ({ ...query, ReturnData: true })) }),
    'Exactly one element of the metrics list should return data.',
  );
  const [metric] = share.Metrics;
  assert.is(
    refused({ ...share, Metrics: [metric, { Id: 'e', Expression: "SUM(SEARCH('x','Sum',60))" }] }),
    'SEARCH is not supported on Metric Alarms.',
  );
  assert.is(
    refused({ ...share, Metrics: [metric, { Id: 'e', Expression: 'm*' }] }),
    "Error in expression 'e': Invalid syntax",
  );
  assert.is(
    refused({
      ...share,
      Metrics: [metric, { ...metric, Id: 'n' }, { Id: 'e', Expression: 'METRICS()' }],
    }),
    'An alarm watches a single time series',
  );
  assert.match(
    refused({ ComparisonOperator: 'Equal' }),
    /enum value set: \[GreaterThanOrEqualToThreshold, /,
  );
  assert.match(refused({ TreatMissingData: 'maybe' }), /^Option maybe is not supported\./);
  assert.is(alarms().length, 1, 'nothing of them is kept');
});

test('what watches an anomaly band, or waits for more samples, is refused by name', () => {
  const { put } = withAlarm();
  const told = (settings: object) => refusal(() => put(settings)).message;
  assert.is(
    told({ ComparisonOperator: 'LessThanLowerThreshold' }),
    'Local AWS does not implement the ComparisonOperator LessThanLowerThreshold',
  );
  const percentile = { Statistic: undefined, ExtendedStatistic: 'p90' };
  put({ ...percentile, EvaluateLowSampleCountPercentile: 'evaluate' });
  assert.is(
    told({ ...percentile, EvaluateLowSampleCountPercentile: 'ignore' }),
    'Local AWS does not implement the EvaluateLowSampleCountPercentile ignore',
  );
});

test.run();
