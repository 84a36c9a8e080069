import type {
  AlarmHistoryItem,
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Life, START_MS, withFolder } from '../state/support.ts';
import { at, refusal, startCloudWatch } from './support.ts';

const ALARM = {
  AlarmName: 'hot',
  Namespace: 'Shop',
  MetricName: 'Orders',
  Dimensions: [{ Name: 'Till', Value: '1' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

/** What AWS's JSON has of it when it is new, at 10:30. */
const IN_JSON = {
  alarmName: 'hot',
  alarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:hot',
  alarmConfigurationUpdatedTimestamp: '2026-11-02T10:30:00.000+0000',
  namespace: 'Shop',
  metricName: 'Orders',
  dimensions: [{ name: 'Till', value: '1' }],
  statistic: 'Sum',
  period: 60,
  evaluationPeriods: 1,
  threshold: 10,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
  stateValue: 'INSUFFICIENT_DATA',
  stateUpdatedTimestamp: '2026-11-02T10:30:00.000+0000',
  actionsEnabled: true,
  okactions: [],
  alarmActions: [],
  insufficientDataActions: [],
};

/** CloudWatch with an alarm, at 10:30. */
function withAlarm(settings: object = {}) {
  const aws = startCloudWatch();
  const put = (changes: object = {}) => aws.call('PutMetricAlarm', { ...ALARM, ...changes });
  put(settings);
  const page = (input: DescribeAlarmHistoryInput = {}) => {
    const output = aws.call<DescribeAlarmHistoryOutput>('DescribeAlarmHistory', input);
    return { items: output.AlarmHistoryItems ?? [], NextToken: output.NextToken };
  };
  return {
    ...aws,
    put,
    page,
    publish: (Value: number) =>
      aws.call('PutMetricData', {
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'Orders', Dimensions: ALARM.Dimensions, Value }],
      }),
    set: (StateValue: string, more: object = {}) =>
      aws.call('SetAlarmState', {
        AlarmName: 'hot',
        StateValue,
        StateReason: 'a drill',
        ...more,
      }),
    summaries: (input: DescribeAlarmHistoryInput = {}) =>
      page(input).items.map(({ HistorySummary }) => HistorySummary),
  };
}

function dataOf(item: AlarmHistoryItem | undefined): Record<string, unknown> {
  return JSON.parse(item?.HistoryData ?? '');
}

test('an alarm that went to ALARM and back tells so, newest first, with the reasons and their data', () => {
  const aws = withAlarm();
  aws.publish(50);
  aws.passMinutes(1);
  aws.publish(5);
  aws.passMinutes(1);
  assert.equal(aws.summaries(), [
    'Alarm updated from ALARM to OK',
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
    'Alarm "hot" created',
  ]);
  const [back] = aws.page().items;
  const { HistoryData: _, ...item } = back ?? {};
  assert.equal(item, {
    AlarmName: 'hot',
    AlarmType: 'MetricAlarm',
    Timestamp: at(32),
    HistoryItemType: 'StateUpdate',
    HistorySummary: 'Alarm updated from ALARM to OK',
  });
  const reasonData = (minute: number, value: number) => ({
    version: '1.0',
    queryDate: `2026-11-02T10:${minute + 1}:00.000+0000`,
    startDate: `2026-11-02T10:${minute}:00.000+0000`,
    statistic: 'Sum',
    period: 60,
    recentDatapoints: [value],
    threshold: 10,
    evaluatedDatapoints: [{ timestamp: `2026-11-02T10:${minute}:00.000+0000`, value }],
  });
  assert.equal(dataOf(back), {
    version: '1.0',
    oldState: {
      stateValue: 'ALARM',
      stateReason:
        'Threshold Crossed: 1 datapoint [50.0 (02/11/26 10:30:00)] was greater than the threshold (10.0).',
      stateReasonData: reasonData(30, 50),
    },
    newState: {
      stateValue: 'OK',
      stateReason:
        'Threshold Crossed: 1 datapoint [5.0 (02/11/26 10:31:00)] was not greater than the threshold (10.0).',
      stateReasonData: reasonData(31, 5),
    },
  });
});

test('the history has each configuration as AWS writes it, and outlives the alarm', () => {
  const aws = withAlarm();
  aws.passMinutes(1);
  aws.put({ Threshold: 20, TreatMissingData: undefined });
  aws.call('DisableAlarmActions', { AlarmNames: ['hot', 'unknown'] });
  aws.passMinutes(1);
  aws.call('DeleteAlarms', { AlarmNames: ['hot', 'unknown'] });
  aws.put();
  const { items } = aws.page({ HistoryItemType: 'ConfigurationUpdate' });
  assert.equal(
    items.map((item) => [item.HistorySummary, item.Timestamp]),
    [
      ['Alarm "hot" created', at(32)],
      ['Alarm "hot" deleted', at(32)],
      ['Alarm "hot" updated', at(31)],
      ['Alarm "hot" updated', at(31)],
      ['Alarm "hot" created', at(30)],
    ],
  );
  const [, deleted, disabled, updated, created] = items.map(dataOf);
  assert.equal(created, { version: '1.0', type: 'Create', createdAlarm: IN_JSON });
  const { treatMissingData: _, ...others } = IN_JSON;
  const updatedAlarm = {
    ...others,
    threshold: 20,
    alarmConfigurationUpdatedTimestamp: '2026-11-02T10:31:00.000+0000',
    stateValue: 'OK',
    stateUpdatedTimestamp: '2026-11-02T10:31:00.000+0000',
  };
  assert.equal(updated, {
    version: '1.0',
    type: 'Update',
    originalUpdatedFields: {
      alarmConfigurationUpdatedTimestamp: '2026-11-02T10:30:00.000+0000',
      threshold: 10,
      treatMissingData: 'notBreaching',
    },
    updatedAlarm,
  });
  assert.equal(disabled?.originalUpdatedFields, { actionsEnabled: true });
  const deletedAlarm = {
    ...updatedAlarm,
    actionsEnabled: false,
    stateValue: 'INSUFFICIENT_DATA',
    stateUpdatedTimestamp: '2026-11-02T10:32:00.000+0000',
  };
  assert.equal(deleted, { version: '1.0', type: 'Delete', deletedAlarm });
});

test('a state that is set is told with its reason, but not when it is the same state again', () => {
  const aws = withAlarm();
  aws.set('ALARM', { StateReasonData: '{"by":"hand"}' });
  aws.set('ALARM');
  const [set] = aws.page({ HistoryItemType: 'StateUpdate' }).items;
  assert.equal(dataOf(set), {
    version: '1.0',
    oldState: {
      stateValue: 'INSUFFICIENT_DATA',
      stateReason: 'Unchecked: Initial alarm creation',
    },
    newState: {
      stateValue: 'ALARM',
      stateReason: 'a drill',
      stateReasonData: { by: 'hand' },
    },
  });
  assert.equal(aws.summaries(), [
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
    'Alarm "hot" created',
  ]);
});

test('an alarm that only learns that it has no data has not changed its state', () => {
  const aws = withAlarm({ TreatMissingData: 'missing' });
  aws.passMinutes(5);
  assert.equal(aws.summaries(), ['Alarm "hot" created']);
});

test('there is no item of actions that nobody takes', () => {
  const aws = withAlarm({ AlarmActions: ['arn:aws:sns:us-east-1:123456789012:topic'] });
  aws.set('ALARM');
  assert.equal(aws.summaries({ HistoryItemType: 'Action' }), []);
});

test('items are found by alarm, type and time, both ends included, in either order', () => {
  const aws = withAlarm();
  aws.passMinutes(1);
  aws.put({ AlarmName: 'cold' });
  aws.passMinutes(1);
  aws.set('ALARM');
  const all = [
    'Alarm "hot" created',
    'Alarm updated from INSUFFICIENT_DATA to OK',
    'Alarm "cold" created',
    'Alarm updated from INSUFFICIENT_DATA to OK',
    'Alarm updated from OK to ALARM',
  ];
  assert.equal(aws.summaries({ ScanBy: 'TimestampAscending' }), all);
  assert.equal(aws.summaries({ ScanBy: 'TimestampDescending' }), all.toReversed());
  assert.equal(aws.summaries(), all.toReversed());
  const ofCold = aws.page({ AlarmName: 'cold' }).items.map(({ AlarmName }) => AlarmName);
  assert.equal(ofCold, ['cold', 'cold']);
  assert.equal(aws.summaries({ AlarmName: 'unknown' }), []);
  const created = aws.summaries({ HistoryItemType: 'ConfigurationUpdate' });
  assert.equal(created, ['Alarm "cold" created', 'Alarm "hot" created']);
  const times = { StartDate: at(31), EndDate: at(31) };
  assert.equal(aws.summaries({ ...times, ScanBy: 'TimestampAscending' }), all.slice(1, 3));
  assert.equal(aws.summaries({ AlarmTypes: ['CompositeAlarm', 'MetricAlarm'] }).length, 5);
  assert.equal(aws.summaries({ AlarmTypes: ['CompositeAlarm'] }), []);
});

test('a page goes on where the one before it ended, also when more has happened meanwhile', () => {
  const aws = withAlarm();
  for (const name of ['b', 'c', 'd']) aws.put({ AlarmName: name });
  const names = (items: AlarmHistoryItem[]) => items.map(({ AlarmName }) => AlarmName);
  const newest = aws.page({ MaxRecords: 2 });
  const oldest = aws.page({ MaxRecords: 3, ScanBy: 'TimestampAscending' });
  assert.equal(
    [names(newest.items), names(oldest.items)],
    [
      ['d', 'c'],
      ['hot', 'b', 'c'],
    ],
  );
  aws.put({ AlarmName: 'e' });
  const older = aws.page({
    MaxRecords: 2,
    ...(newest.NextToken && { NextToken: newest.NextToken }),
  });
  assert.equal([names(older.items), older.NextToken], [['b', 'hot'], undefined]);
  const newer = aws.page({
    ScanBy: 'TimestampAscending',
    ...(oldest.NextToken && { NextToken: oldest.NextToken }),
  });
  assert.equal([names(newer.items), newer.NextToken], [['d', 'e'], undefined]);
});

test('the history is of the last fourteen days of cloud time', () => {
  const aws = withAlarm();
  aws.passMinutes(1);
  aws.set('ALARM');
  aws.passMinutes(14 * 1440 - 2);
  assert.is(aws.summaries({ ScanBy: 'TimestampAscending' })[0], 'Alarm "hot" created');
  aws.passMinutes(1);
  assert.not(aws.summaries().includes('Alarm "hot" created'));
  assert.ok(aws.summaries().includes('Alarm updated from OK to ALARM'));
});

test('the newest ten thousand items are kept, and tokens stay good while older ones go', () => {
  const aws = withAlarm();
  for (let turn = 0; turn < 5000; turn += 1) {
    aws.set('ALARM');
    aws.set('OK');
  }
  const oldest = { ScanBy: 'TimestampAscending', MaxRecords: 1 } as const;
  const first = aws.page(oldest);
  assert.is(first.items[0]?.HistorySummary, 'Alarm updated from INSUFFICIENT_DATA to ALARM');
  aws.set('ALARM');
  const next = aws.page({ ...oldest, ...(first.NextToken && { NextToken: first.NextToken }) });
  assert.is(next.items[0]?.HistorySummary, 'Alarm updated from ALARM to OK');
  assert.is(aws.summaries(oldest)[0], 'Alarm updated from ALARM to OK');
  assert.is(aws.state().history.events(at(30).getTime()).length, 10_000);
});

test('a question about the history that AWS does not take is refused in its words', () => {
  const aws = withAlarm();
  const refused = (input: object) => {
    const { code, message } = refusal(() => aws.call('DescribeAlarmHistory', input));
    return `${code}: ${message}`;
  };
  const failed = 'ValidationError: 1 validation error detected: Value';
  assert.is(
    refused({ MaxRecords: 101 }),
    `${failed} '101' at 'maxRecords' failed to satisfy constraint: Member must have value less than or equal to 100`,
  );
  assert.is(
    refused({ ScanBy: 'Newest' }),
    `${failed} 'Newest' at 'scanBy' failed to satisfy constraint: Member must satisfy enum value set: [TimestampDescending, TimestampAscending]`,
  );
  assert.match(refused({ HistoryItemType: 'Split' }), `${failed} 'Split' at 'historyItemType'`);
  assert.match(refused({ AlarmTypes: ['Split'] }), `${failed} 'Split' at 'alarmTypes.1.member'`);
  assert.is(
    refused({ NextToken: 'nonsense' }),
    'InvalidNextToken: The next token specified is invalid.',
  );
});

test('the history is there again in the next life of a cloud that keeps its state', () =>
  withFolder(async (folder) => {
    const first = await Life.begin(folder);
    await first.call('PutMetricAlarm', ALARM);
    const datum = { MetricName: 'Orders', Dimensions: ALARM.Dimensions, Value: 50 };
    await first.call('PutMetricData', { Namespace: 'Shop', MetricData: [datum] });
    await first.pass(250);
    await first.call('PutMetricAlarm', { ...ALARM, AlarmName: 'gone' });
    await first.call('DeleteAlarms', { AlarmNames: ['gone'] });
    const told = await first.call<DescribeAlarmHistoryOutput>('DescribeAlarmHistory');
    await first.end();
    const next = await Life.begin(folder, { realMs: START_MS });
    assert.equal(await next.call('DescribeAlarmHistory'), told);
    await next.end();
    assert.equal(
      told.AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary),
      [
        'Alarm "gone" deleted',
        'Alarm "gone" created',
        'Alarm updated from ALARM to OK',
        'Alarm updated from INSUFFICIENT_DATA to ALARM',
        'Alarm "hot" created',
      ],
    );
  }));

test.run();
