import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writtenOut } from '../../charts/widget/metric-names.ts';
import type { MetricWidget } from '../../charts/widget/metric-widget.ts';
import { widgetChart } from '../../charts/widget/widget-chart.ts';
import { widgetQueries } from '../../charts/widget/widget-queries.ts';
import { readOffset, readTime, widgetRange } from '../../charts/widget/widget-time.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const RANGE = { startMs: NOW - 3_600_000, endMs: NOW };

test('A row repeats single names with a dot and its beginning with three', () => {
  const above = ['AWS/Kinesis', 'IncomingRecords', 'StreamName', 's', 'ShardId', '0'];
  assert.equal(writtenOut(['.', 'IncomingBytes', '.', '.', '.', '1'], above), [
    'AWS/Kinesis',
    'IncomingBytes',
    'StreamName',
    's',
    'ShardId',
    '1',
  ]);
  assert.equal(writtenOut(['...', '1'], above), [...above.slice(0, 5), '1']);
  assert.equal(writtenOut(['...', 'other', '.', '2'], above), [
    ...above.slice(0, 3),
    'other',
    'ShardId',
    '2',
  ]);
  assert.equal(writtenOut(['...'], above), above);
  assert.is(writtenOut(['.', 'x'], []), undefined);
  assert.is(writtenOut(['...', 'x'], []), undefined);
  assert.is(writtenOut(['a', 'b', '.'], ['a', 'b']), undefined);
});

test('Rows are queries with the statistic and period of the row, the widget or CloudWatch', () => {
  const widget: MetricWidget = {
    stat: 'Sum',
    metrics: [
      ['K', 'In', 'ShardId', '0', { id: 'm1', visible: false, period: 60 }],
      ['...', '1', { stat: 'p90', label: 'One' }],
      [{ expression: 'm1*2' }],
      ['.', 'Out', '.', '2'],
    ],
  };
  const metric = (MetricName: string, Value: string) => ({
    Namespace: 'K',
    MetricName,
    Dimensions: [{ Name: 'ShardId', Value }],
  });
  assert.equal(
    widgetQueries(widget).map(({ query }) => query),
    [
      {
        Id: 'm1',
        ReturnData: false,
        MetricStat: { Metric: metric('In', '0'), Period: 60, Stat: 'Sum' },
      },
      {
        Id: 'row2',
        ReturnData: true,
        Label: 'One',
        MetricStat: { Metric: metric('In', '1'), Period: 300, Stat: 'p90' },
      },
      { Id: 'row3', ReturnData: true, Expression: 'm1*2', Period: 300 },
      {
        Id: 'row4',
        ReturnData: true,
        MetricStat: { Metric: metric('Out', '2'), Period: 300, Stat: 'Sum' },
      },
    ],
  );
});

test('A row without an id gets one that no other row has', () => {
  const ids = widgetQueries({
    metrics: [
      ['K', 'a'],
      ['K', 'b', { id: 'row1' }],
    ],
  });
  assert.equal(
    ids.map(({ query }) => query.Id),
    ['row1_', 'row1'],
  );
});

test('Times are ISO 8601, or durations before now', () => {
  assert.is(readTime('-PT3H', NOW), NOW - 3 * 3_600_000);
  assert.is(readTime('-P1DT1H30M5S', NOW), NOW - (25.5 * 3600 + 5) * 1000);
  assert.is(readTime('-P2W', NOW), NOW - 14 * 86_400_000);
  assert.is(readTime('PT0H', NOW), NOW);
  assert.is(readTime('P0D', NOW), NOW);
  assert.is(readTime('2026-06-01T10:00:00.000Z', NOW), NOW - 2 * 3_600_000);
  assert.is(readTime('2026-06-01T10:00:00+02:00', NOW), NOW - 4 * 3_600_000);
  assert.is(readTime('2026-06-01T10:00:00', NOW), NOW - 2 * 3_600_000);
  assert.is(readTime('2026-06-01', NOW), NOW - 12 * 3_600_000);
  for (const wrong of ['', 'P', '-P', 'yesterday', '3H', '2026-13-45T00:00:00Z', '1']) {
    assert.is(readTime(wrong, NOW), undefined, wrong);
  }
});

test('A widget that tells no time shows the last three hours', () => {
  assert.equal(widgetRange({}, NOW), { startMs: NOW - 3 * 3_600_000, endMs: NOW });
});

test('A time zone is an offset in hours and minutes', () => {
  assert.equal(['+0130', '-0800', '+0000', '+9999', '+1', 'UTC'].map(readOffset), [
    90,
    -480,
    0,
    undefined,
    undefined,
    undefined,
  ]);
});

test('A chart has what the widget says of axes, annotations, colours and legend', () => {
  const widget: MetricWidget = {
    title: 'T',
    stacked: true,
    timezone: '+0100',
    legend: { position: 'right' },
    yAxis: { left: { min: 0, label: 'records' } },
    metrics: [
      ['K', 'a', { color: '#ff0000', yAxis: 'right' }],
      [{ expression: 'SEARCH()', color: '#00ff00' }],
      [{ expression: 'row1/2' }],
    ],
    annotations: {
      horizontal: [
        { value: 5, label: 'limit', fill: 'above' },
        [
          { value: 1, label: 'low' },
          { value: 2, label: 'high' },
        ],
        { value: 9, visible: false },
      ],
      vertical: [{ value: '2026-06-01T11:30:00Z', label: 'deploy' }],
    },
  };
  const series = [
    { id: 'row1', label: 'a', periodMs: 60_000, points: [] },
    { id: 'row2', label: 'x', periodMs: 60_000, points: [] },
    { id: 'row2', label: 'y', periodMs: 60_000, points: [] },
    { id: 'row3', label: 'row3', periodMs: 60_000, points: [] },
  ];
  const chart = widgetChart(widget, widgetQueries(widget), series, RANGE);
  assert.equal(
    chart.lines.map(({ label, side, color }) => [label, side, color]),
    [
      ['a', 'right', '#ff0000'],
      ['x', 'left', undefined],
      ['y', 'left', undefined],
      ['row1/2', 'left', undefined],
    ],
  );
  assert.equal(
    chart.levels.map(({ value, to, label, fill }) => [value, to, label, fill]),
    [
      [5, undefined, 'limit', 'above'],
      [1, 2, 'low – high', undefined],
    ],
  );
  assert.equal(
    chart.moments.map(({ ms, label }) => [ms, label]),
    [[NOW - 1_800_000, 'deploy']],
  );
  const { title, stacked, legend, offsetMinutes, axes } = chart;
  assert.equal(
    { title, stacked, legend, offsetMinutes, axes },
    {
      title: 'T',
      stacked: true,
      legend: 'right',
      offsetMinutes: 60,
      axes: { left: { min: 0, label: 'records' }, right: {} },
    },
  );
});

test.run();
