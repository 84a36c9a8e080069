import {
  type DescribeAlarmsOutput,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Workshop } from '../../../src/contract.ts';
import type { WidgetModel } from '../../../src/live/models.ts';
import { sums, withGallery } from './support.ts';

const RULE: Omit<PutMetricAlarmInput, 'AlarmName'> = {
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 8,
  ComparisonOperator: 'GreaterThanThreshold',
};
const ONE_METRIC: Partial<PutMetricAlarmInput> = {
  Namespace: 'N',
  MetricName: 'In',
  Dimensions: [{ Name: 'D', Value: 'a' }],
  Statistic: 'Sum',
  Period: 60,
};

const arn = (name: string, region = 'us-east-1') =>
  `arn:aws:cloudwatch:${region}:123456789012:alarm:${name}`;

/** Puts an alarm that has been in a state since now, and lets a minute pass. */
async function putAlarm(
  { cloud }: Workshop,
  name: string,
  state: StateValue,
  settings = ONE_METRIC,
): Promise<void> {
  await cloud.cloudwatch.send(
    new PutMetricAlarmCommand({ ...RULE, ...settings, AlarmName: name, ActionsEnabled: false }),
  );
  await cloud.cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName: name, StateValue: state, StateReason: `told ${state}` }),
  );
}

function namesOf(widget: WidgetModel): string[] {
  if (widget.kind !== 'alarm') throw new Error(JSON.stringify(widget));
  return widget.alarms.map(({ name }) => name);
}

test('An alarm widget tells each alarm’s state, why and since when, and which are not there', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putAlarm(workshop, 'high: in', 'ALARM');
    const shown = await widget(
      {
        title: 'A',
        alarms: [arn('gone'), arn('high: in'), 'arn:aws:s3:::bucket', arn('high: in', 'eu-west-1')],
      },
      'alarm',
    );
    assert.is(shown.kind, 'alarm');
    if (shown.kind !== 'alarm') return;
    const { title, alarms, messages } = shown;
    assert.is(title, 'A');
    assert.equal(
      alarms.map(({ name, state, reason }) => [name, state, reason]),
      [['high: in', 'ALARM', 'told ALARM']],
    );
    assert.ok(Math.abs((alarms[0]?.sinceMs ?? 0) - workshop.cloud.now()) < 5_000);
    assert.equal(messages, [
      'There is no alarm gone in us-east-1.',
      'arn:aws:s3:::bucket is no ARN of an alarm.',
      'There is no alarm high: in in eu-west-1.',
    ]);
  });
});

test('Alarms are sorted by name, by state or by time, and those of other states are left out', async () => {
  await withGallery(async ({ widget, workshop }) => {
    const states = { c: 'OK', d: 'INSUFFICIENT_DATA', b: 'ALARM', a: 'OK' } as const;
    for (const [name, state] of Object.entries(states)) {
      await putAlarm(workshop, name, state);
      await workshop.cloud.sleep(5);
    }
    const alarms = Object.keys(states).map((name) => arn(name));
    const shown = async (properties: object) =>
      namesOf(await widget({ alarms, ...properties }, 'alarm'));
    assert.equal(await shown({}), ['a', 'b', 'c', 'd']);
    assert.equal(await shown({ sortBy: 'stateUpdatedTimestamp' }), ['b', 'd', 'a', 'c']);
    assert.equal(await shown({ sortBy: 'timestamp' }), ['a', 'b', 'd', 'c']);
    assert.equal(await shown({ states: ['OK', 'ALARM'] }), ['a', 'b', 'c']);
    assert.equal(await shown({ states: [] }), ['a', 'b', 'c', 'd']);
  });
});

test('A metric widget with an alarm shows the alarm’s metric and its threshold', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putAlarm(workshop, 'high', 'OK');
    const shown = await widget({ annotations: { alarms: [arn('high')] } });
    assert.equal(sums(shown), ['In: 55']);
    if (shown.kind !== 'metric') return;
    const { title, levels } = shown.chart;
    assert.is(title, 'high');
    assert.equal(
      levels.map(({ value, label }) => [value, label]),
      [[8, '> 8 in 2 of 3 datapoints']],
    );
  });
});

test('Of an alarm on an expression the expression is shown, and what it only computes with is not', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putAlarm(workshop, 'twice', 'OK', {
      Metrics: [
        { Id: 'e1', Expression: 'm1*2', Label: 'Twice' },
        {
          Id: 'm1',
          ReturnData: false,
          MetricStat: {
            Metric: { Namespace: 'N', MetricName: 'In', Dimensions: [{ Name: 'D', Value: 'a' }] },
            Stat: 'Sum',
            Period: 60,
          },
        },
      ],
    });
    const shown = await widget({ title: 'T', annotations: { alarms: [arn('twice')] } });
    assert.equal(sums(shown), ['Twice: 110']);
    assert.is(shown.kind === 'metric' && shown.chart.title, 'T');
  });
});

test('A metric widget with rows of its own keeps them, and has the alarm’s threshold beside', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putAlarm(workshop, 'high', 'OK');
    const shown = await widget({
      region: 'us-east-1',
      metrics: [['N', 'In', 'D', 'b', { stat: 'Sum', period: 60 }]],
      annotations: { alarms: [arn('high')], horizontal: [{ value: 5 }] },
    });
    assert.equal(sums(shown), ['In: 550']);
    assert.equal(shown.kind === 'metric' && shown.chart.levels.map(({ value }) => value), [5, 8]);
  });
});

test('Composite alarms are shown beside others, but look at no metric', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putAlarm(workshop, 'high', 'OK');
    const StateTransitionedTimestamp = new Date('2026-06-01T11:00:00Z');
    // a local AWS has none
    workshop.cloud.cloudwatch.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const output = result.output as DescribeAlarmsOutput;
        if (output.CompositeAlarms === undefined) return result;
        const state = {
          StateValue: 'ALARM',
          StateReason: 'both',
          StateTransitionedTimestamp,
        } as const;
        output.CompositeAlarms = [{ AlarmName: 'all', ...state }];
        return result;
      },
      { step: 'initialize', name: 'composite' },
    );
    const shown = await widget({ alarms: [arn('high'), arn('all')] }, 'alarm');
    assert.equal(namesOf(shown), ['all', 'high']);
    assert.equal(shown.kind === 'alarm' && shown.alarms[0], {
      name: 'all',
      state: 'ALARM',
      reason: 'both',
      sinceMs: StateTransitionedTimestamp.getTime(),
    });
    const metric = await widget({ annotations: { alarms: [arn('all')] } });
    assert.is(
      metric.kind === 'not drawn' && metric.reason,
      'all is a composite alarm: it looks at no metric',
    );
  });
});

test('A metric widget whose alarm is not there says so', async () => {
  await withGallery(async ({ widget }) => {
    const reasons = [];
    for (const alarm of [arn('gone', 'eu-west-1'), 'gone']) {
      const shown = await widget({ annotations: { alarms: [alarm] } });
      reasons.push(shown.kind === 'not drawn' && shown.reason);
    }
    assert.equal(reasons, [
      'There is no alarm gone in eu-west-1',
      'annotations.alarms[0] is no ARN of an alarm',
    ]);
  });
});

test.run();
