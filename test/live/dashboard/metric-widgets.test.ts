import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Chart } from '../../../charts/chart.ts';
import type { WidgetModel } from '../../../src/live/models.ts';
import { aRow, changeResults, putMetric, sums, withGallery } from './support.ts';

const SUM = { region: 'us-east-1', stat: 'Sum', period: 60 };
const BOTH = [aRow('a'), aRow('b')];

function chartOf(widget: WidgetModel | undefined): Chart {
  if (widget?.kind !== 'metric') throw new Error(JSON.stringify(widget));
  return widget.chart;
}

test('Lines, areas, bars, pies, single values, gauges and tables are each their view', async () => {
  await withGallery(async ({ widget }) => {
    const yAxis = { left: { min: 0, max: 100 } };
    for (const view of ['timeSeries', 'bar', 'pie', 'singleValue', 'gauge'] as const) {
      const shown = await widget({ ...SUM, metrics: BOTH, view, yAxis });
      assert.is(chartOf(shown).view, view);
      assert.equal(sums(shown), ['a: 55', 'b: 550']);
    }
    const spark = await widget({ ...SUM, metrics: BOTH, view: 'singleValue', sparkline: true });
    assert.is(chartOf(spark).sparkline, true);
    const area = await widget({ ...SUM, metrics: BOTH, stacked: true });
    assert.is(chartOf(area).stacked, true);
    const table = await widget({ ...SUM, metrics: BOTH, view: 'table' });
    assert.is(table.kind === 'metric' && table.asTable, true);
    assert.is(chartOf(table).view, 'timeSeries');
    assert.is(area.kind === 'metric' && area.asTable, false);
  });
});

test('Expressions, searches and METRICS() are worked out by CloudWatch, each in its own widget', async () => {
  await withGallery(async ({ show }) => {
    const search = `SEARCH('{N,D} MetricName="In"', 'Sum', 60)`;
    const rows = [
      [aRow('a', { id: 'm1', visible: false }), [{ expression: 'm1*2', label: 'twice' }]],
      [aRow('a', { id: 'm1', visible: false }), [{ expression: 'm1*3' }]],
      [[{ expression: search }]],
      [...BOTH, [{ expression: 'SUM(METRICS())', label: 'all' }]],
    ];
    const widgets = rows.map((metrics) => ({ type: 'metric', properties: { ...SUM, metrics } }));
    const model = await show({ widgets });
    assert.equal(model.widgets.map(sums), [
      ['twice: 110'],
      ['m1*3: 165'],
      ['a: 55', 'b: 550'],
      ['a: 55', 'b: 550', 'all: 605'],
    ]);
  });
});

test('Labels, colours, axes, legend, annotations and time zone are the widget’s', async () => {
  await withGallery(async ({ widget }) => {
    const label = `\${PROP('Dim.D')}: \${MAX}`;
    const shown = await widget({
      ...SUM,
      title: 'T',
      metrics: [aRow('a', { label, color: '#ff0000', yAxis: 'right' }), aRow('b', { label: 'B' })],
      yAxis: { left: { label: 'records', min: 0 }, right: { max: 50, showUnits: false } },
      legend: { position: 'right' },
      timezone: '+0130',
      annotations: {
        horizontal: [{ value: 7, label: 'limit', fill: 'above' }],
        vertical: [{ value: '2026-06-01T11:55:00Z', label: 'deploy' }],
      },
    });
    const { title, lines, axes, legend, offsetMinutes, levels, moments } = chartOf(shown);
    assert.equal(
      lines.map(({ label, color, side }) => [label, color, side]),
      [
        ['a: 10', '#ff0000', 'right'],
        ['B', undefined, 'left'],
      ],
    );
    assert.equal(
      { title, axes, legend, offsetMinutes },
      {
        title: 'T',
        axes: { left: { label: 'records', min: 0 }, right: { max: 50 } },
        legend: 'right',
        offsetMinutes: 90,
      },
    );
    assert.equal([levels[0]?.value, levels[0]?.label, levels[0]?.fill], [7, 'limit', 'above']);
    assert.equal(
      [moments[0]?.ms, moments[0]?.label],
      [Date.parse('2026-06-01T11:55:00Z'), 'deploy'],
    );
  });
});

test('Rows repeat those above, statistics and periods are the row’s or the widget’s, and bands have two edges', async () => {
  await withGallery(async ({ show }) => {
    const { widgets } = await show({
      start: '-PT6H',
      periodOverride: 'inherit',
      widgets: [
        {
          type: 'metric',
          x: 0,
          y: 0,
          width: 12,
          height: 6,
          properties: {
            region: 'us-east-1',
            metrics: [
              ['N', 'In', 'D', 'a', { stat: 'Maximum', period: 600 }],
              ['...', 'b'],
              ['.', '.', '.', 'a', { id: 'm3' }],
            ],
            stat: 'SampleCount',
            annotations: {
              horizontal: [
                [
                  { value: 3, label: 'from', color: '#2ca02c' },
                  { value: 5, label: 'to', fill: 'none' },
                ],
                { value: 9, visible: false },
              ],
              vertical: [[{ value: '2026-06-01T11:50' }, { value: '2026-06-01T11:55:00+00:00' }]],
            },
          },
        },
        { type: 'text', x: 12, y: 0, width: 12, height: 6, properties: { markdown: 'Hello' } },
      ],
    });
    const [first] = widgets;
    const { lines, levels, moments } = chartOf(first);
    assert.equal(
      lines.map(({ periodMs, points }) => [periodMs / 1000, points.map(([, value]) => value)]),
      [
        [600, [10]],
        [300, [5, 5]],
        [300, [5, 5]],
      ],
    );
    assert.equal(
      levels.map(({ value, to, fill, label, color }) => [value, to, fill, label, color]),
      [[3, 5, undefined, 'from – to', '#2ca02c']],
    );
    assert.equal(
      moments.map(({ ms, toMs }) => (toMs ?? 0) - ms),
      [5 * 60_000],
    );
  });
});

test('A widget shows the dashboard’s time, the time that was chosen, or its own', async () => {
  await withGallery(async ({ show }) => {
    const properties = { ...SUM, metrics: [aRow('a')] };
    const body = {
      start: '-PT5M',
      widgets: [
        { type: 'metric', properties },
        { type: 'metric', properties: { ...properties, start: '-PT3M' } },
        {
          type: 'metric',
          properties: { ...properties, start: '2026-06-01', end: '2026-06-01T11:52' },
        },
      ],
    };
    const minutes = (chart: Chart) => (chart.range.endMs - chart.range.startMs) / 60_000;
    const told = await show(body);
    assert.equal(told.widgets.map(chartOf).map(minutes), [5, 3, 11 * 60 + 52]);
    // from 11:55:30, at the period's start, and from 11:57:30
    assert.equal(told.widgets.map(sums), [['In: 40'], ['In: 27'], ['In: 3']]);
    const chosen = await show(body, 60);
    assert.equal(chosen.widgets.map(chartOf).map(minutes), [60, 3, 11 * 60 + 52]);
  });
});

test('A time that is none is the console’s three hours for a dashboard, and refused for a widget', async () => {
  await withGallery(async ({ show }) => {
    const { range, widgets, problem } = await show({
      start: 'yesterday',
      widgets: [
        { type: 'metric', properties: { ...SUM, title: 'T', metrics: BOTH, start: 'yesterday' } },
      ],
    });
    assert.is(range.endMs - range.startMs, 3 * 3_600_000);
    assert.is(problem, 'yesterday to now is no time range.');
    assert.equal(
      [widgets[0]?.kind === 'not drawn' && widgets[0].title, reasonOf(widgets[0])],
      ['T', 'yesterday to now is no time range'],
    );
  });
});

test('The minute that is still counted is shown only to who asks for live data', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putMetric(workshop, 'a', { untilMs: Date.parse('2026-06-01T12:00:00Z') });
    const newest = async (properties: object) => {
      const { lines } = chartOf(await widget({ ...SUM, metrics: [aRow('a')], ...properties }));
      return new Date(lines[0]?.points.at(-1)?.[0] ?? 0).toISOString();
    };
    assert.is(await newest({}), '2026-06-01T11:59:00.000Z');
    assert.is(await newest({ liveData: true }), '2026-06-01T12:00:00.000Z');
  });
});

test('One value of the whole time range has all its minutes in it', async () => {
  await withGallery(async ({ show }) => {
    const properties = { ...SUM, metrics: BOTH, view: 'singleValue', setPeriodToTimeRange: true };
    const { widgets } = await show({
      start: '-PT1H',
      widgets: [
        { type: 'metric', properties },
        { type: 'metric', properties: { ...properties, end: '-PT5M' } },
      ],
    });
    const [first] = widgets;
    assert.equal(
      chartOf(first).lines.map(({ points }) => points.map(([, value]) => value)),
      [[55], [550]],
    );
    assert.is(
      reasonOf(widgets[1]),
      'One value of a time range that has ended (setPeriodToTimeRange)',
    );
  });
});

test('Metrics of other regions are asked for there, row by row', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putMetric(workshop, 'a', { times: 3, region: 'eu-west-1' });
    const metrics = [
      aRow('a', { label: 'there' }),
      aRow('a', { label: 'here', region: 'us-east-1' }),
    ];
    assert.equal(sums(await widget({ ...SUM, region: 'eu-west-1', metrics })), [
      'there: 165',
      'here: 55',
    ]);
  });
});

test('What CloudWatch refuses is told of that widget alone, in its words', async () => {
  await withGallery(async ({ show }) => {
    const rows = [[[{ expression: 'NOPE(1' }]], BOTH, [aRow('a', { accountId: '210987654321' })]];
    const { widgets } = await show({
      widgets: rows.map((metrics) => ({ type: 'metric', properties: { ...SUM, metrics } })),
    });
    assert.equal(widgets.map(reasonOf), [
      "ValidationException: Error in expression 'row1': Invalid syntax",
      '',
      'InvalidParameterValueException: Local AWS does not implement queries of another account',
    ]);
  });
});

test('What CloudWatch says beside its answers is told', async () => {
  await withGallery(async ({ widget, workshop }) => {
    await putMetric(workshop, 'a', { unit: 'Bytes' });
    const units = await widget({ ...SUM, metrics: BOTH });
    assert.equal(units.kind === 'metric' && units.messages, [
      "Multiple units returned: '[Bytes, None]'",
    ]);
    changeResults(workshop, (result) => {
      if (result.Label === 'b') result.StatusCode = 'PartialData';
    });
    const part = await widget({ ...SUM, metrics: BOTH });
    assert.equal(part.kind === 'metric' && part.messages.slice(1), [
      'CloudWatch answered PartialData for b',
    ]);
  });
});

function reasonOf(widget: WidgetModel | undefined): string {
  return widget?.kind === 'not drawn' ? widget.reason : '';
}

test.run();
