import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readMetricWidget } from '../../charts/widget/read-metric-widget.ts';
import { Unreadable } from '../../charts/widget/readers.ts';

test('A widget is read with all that is drawn of it, and what is not known is passed over', () => {
  const properties = {
    title: 'T',
    view: 'table',
    metrics: [['K', 'In', 'ShardId', '0', { id: 'm1', color: '#f00', yAxis: 'right' }], []],
    region: 'eu-west-1',
    period: 60,
    yAxis: { left: { min: 0, label: 'records' } },
    annotations: {
      alarms: ['arn'],
      horizontal: [{ value: 5 }, [{ value: 1 }, { value: 2, fill: 'none' }]],
      vertical: [{ value: '2026-06-01T11:30:00Z' }],
    },
  };
  const json = JSON.stringify({ ...properties, trend: 7, PROTO: { stacked: true } });
  const odd: unknown = JSON.parse(json.replace('PROTO', '__proto__'));
  assert.equal(readMetricWidget(odd), properties);
});

test('A widget without rows has none', () => {
  assert.equal(readMetricWidget({}), { metrics: [] });
});

for (const [properties, problem] of [
  [undefined, 'The widget is no object'],
  [[], 'The widget is no object'],
  [{ title: 7 }, 'title is no text'],
  [{ view: 'histogram' }, 'view is none of timeSeries, singleValue, bar, pie, gauge, table'],
  [{ metrics: {} }, 'metrics is no list'],
  [{ metrics: ['K', 'In'] }, 'metrics[0] is no list'],
  [{ metrics: [['K', 7]] }, 'metrics[0][1] is no object'],
  [{ metrics: [['K', { color: 'red' }]] }, 'metrics[0][1].color is no colour such as #1f77b4'],
  [{ metrics: [[{ visible: 'no' }]] }, 'metrics[0][0].visible is neither true nor false'],
  [{ period: -60 }, 'period is no number of seconds'],
  [{ period: 'auto' }, 'period is no number of seconds'],
  [{ yAxis: { left: { min: Number.POSITIVE_INFINITY } } }, 'yAxis.left.min is no number'],
  [{ annotations: { horizontal: [{}] } }, 'annotations.horizontal[0] has no value'],
  [{ annotations: { horizontal: [[{ value: 1 }]] } }, 'annotations.horizontal[0] is no pair'],
  [{ annotations: { vertical: [{ value: 1 }] } }, 'annotations.vertical[0].value is no text'],
] as const) {
  test(`A widget is refused: ${problem} in ${JSON.stringify(properties)}`, () => {
    const read = readMetricWidget(properties);
    assert.is(read instanceof Unreadable && read.message, problem);
  });
}

test.run();
