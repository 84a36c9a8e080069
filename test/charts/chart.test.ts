import type { LegendComponentOption, LineSeriesOption } from 'echarts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Chart, chartOf, type Line, type Size, VIEWS } from '../../charts/chart.ts';
import { chartOption } from '../../charts/option.ts';
import { drawPng } from '../../charts/png.ts';
import { drawSvg } from '../../charts/svg.ts';
import { LIGHT } from '../../charts/theme.ts';
import { readPng } from './read-png.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-06-01T12:00:00Z');
const SIZE = { width: 600, height: 400 };
const [FIRST = '', SECOND = ''] = LIGHT.lines;

function line(label: string, values: readonly (number | null)[], more: Partial<Line> = {}): Line {
  const points = values.flatMap((value, at): [number, number][] =>
    value === null ? [] : [[START + at * MINUTE, value]],
  );
  return { label, points, periodMs: MINUTE, ...more };
}

function chart(lines: readonly Line[], more: Partial<Chart> = {}): Chart {
  return chartOf({
    title: 'Records',
    range: { startMs: START, endMs: START + 10 * MINUTE },
    lines,
    ...more,
  });
}

function pixels(drawn: Chart, size: Size = SIZE) {
  return readPng(drawPng(drawSvg(chartOption(drawn, size), size), size));
}

function series(drawn: Chart, size = SIZE): LineSeriesOption[] {
  return chartOption(drawn, size).series as LineSeriesOption[];
}

type LegendEntry = NonNullable<LegendComponentOption['data']>[number];

function nameOf(entry: LegendEntry): string | undefined {
  return typeof entry === 'string' ? entry : entry.name;
}

/** Legend entries as they are written, row by row. */
function legend(drawn: Chart, size: Size = SIZE): string[][] {
  const rows = chartOption(drawn, size).legend as LegendComponentOption[];
  return rows.map(({ data = [], formatter }) =>
    data.map((entry) => (formatter as (name: unknown) => string)(nameOf(entry))),
  );
}

const shards = (count: number) =>
  Array.from({ length: count }, (_, n) => line(`shardId-${String(n).padStart(12, '0')}`, [n, n]));

test('A picture has the size that is asked for, and each line in its colour', () => {
  const { width, height, count } = pixels(chart([line('a', [9, 9]), line('b', [1, 2])]));
  assert.equal([width, height], [600, 400]);
  assert.ok(count(FIRST) > 100, `${count(FIRST)} pixels of the first line`);
  assert.ok(count(SECOND) > 100, `${count(SECOND)} pixels of the second line`);
  assert.is(count(LIGHT.hot), 0);
});

test('The time axis tells no time between two datapoints', () => {
  const range = { startMs: START, endMs: START + 2 * MINUTE };
  const svg = drawSvg(chartOption(chart([line('a', [1, 2, 3])], { range }), SIZE), SIZE);
  assert.equal(svg.match(/\d\d:\d\d(?::\d\d)?(?=<)/g), ['12:00', '12:01', '12:02']);
});

test('A hot line is marked by its colour, its name and its shape', () => {
  const hot = chart([line('b', [1, 2]), line('a', [9, 9], { hot: true })]);
  assert.ok(pixels(hot).count(LIGHT.hot) > 300);
  assert.equal(
    series(hot).map(({ symbol }) => symbol),
    ['circle', 'triangle'],
  );
});

test('A shard has its colour and shape in every chart, and lines of no shard what is left', () => {
  const looks = (...labels: string[]) =>
    series(chart(labels.map((label) => line(label, [1], { hot: label === 'shard 0' })))).map(
      ({ itemStyle, symbol }) => [itemStyle?.color, symbol],
    );
  const [, one, two, three] = looks('a', 'b', 'c', 'd');
  const hot = [LIGHT.hot, 'triangle'];
  assert.equal(looks('shard 0', 'shard 1', 'shard 3'), [hot, one, three]);
  assert.equal(looks('shard 3', 'refused, shardId-000000000001'), [three, one]);
  assert.equal(looks('all', 'shard 1', 'of shard 1', 'shard 0'), [two, one, three, hot]);
  assert.equal(looks('shard 11'), [[LIGHT.lines[1], three?.[1]]]);
});

test('A label that would turn the words after it around is told by a mark', () => {
  const svg = drawSvg(
    chartOption(chart([line('evil\u202ekey', [1, 2], { hot: true })]), SIZE),
    SIZE,
  );
  assert.match(svg, '>evil\ufffdkey (hot)<');
  assert.not.match(svg, '\u202e');
});

test('The label of a level reads on a line that passes behind it', () => {
  const drawn = chart([line('a', [1, 1])], {
    levels: [{ value: 1, label: 'limit', side: 'left' }],
  });
  const [label] = drawSvg(chartOption(drawn, SIZE), SIZE).match(/<text [^>]*>limit</) ?? [];
  assert.match(String(label), `stroke="${LIGHT.background}"`);
});

/** Where flags stand, with their words. */
function flags(drawn: Chart): unknown[] {
  return series(drawn).flatMap(({ markPoint }) => markPoint?.data ?? []);
}

test('A flag with a word stands over the newest of a hot line’s highest points', () => {
  const values = Array.from({ length: 200 }, (_, at) => (at === 50 ? 100 : at === 90 ? 96 : 10));
  const more = { range: { startMs: START, endMs: START + 200 * MINUTE } };
  const lines = [line('b', [1]), line('a', values, { hot: true }), line('c', [], { hot: true })];
  assert.equal(flags(chart(lines, more)), [{ name: 'hot', coord: [START + 90 * MINUTE, 96] }]);
  assert.match(drawSvg(chartOption(chart(lines, more), SIZE), SIZE), /<text [^>]*>hot<\/text>/);
});

test('The flag of an area stands in its midst, where it is highest, in the time zone of the chart', () => {
  const lines = [line('b', [4, 5, 40]), line('a', [2, 9, 3], { hot: true }), line('c', [7, 7, 7])];
  const stacked = chart(lines, { stacked: true, offsetMinutes: 60 });
  assert.equal(flags(stacked), [{ name: 'hot', coord: [START + 61 * MINUTE, 9.5] }]);
  const offsets = series(stacked).flatMap(({ markPoint }) => markPoint?.symbolOffset ?? []);
  assert.equal(offsets, [0, 0]);
});

test('A legend has the hot line first, by its shape, however many lines there are', () => {
  const many = chart([...shards(1_000), line('a', [9, 9], { hot: true })]);
  const [first] = (chartOption(many, SIZE).legend as LegendComponentOption[])[0]?.data ?? [];
  assert.equal(first, { name: 'a (hot)', icon: 'triangle' });
  assert.equal(new Set(series(many).map(({ symbol }) => symbol)), new Set(['none']));
});

test('A picture without data says so, and has no line', () => {
  const nothing = chart([line('a', [])], { legend: 'hidden' });
  assert.is(pixels(nothing).count(FIRST), 0);
  assert.match(drawSvg(chartOption(nothing, SIZE), SIZE), /No data available/);
});

test('The same chart is the same picture, to the byte', () => {
  const drawn = chart(shards(4));
  const png = () => drawPng(drawSvg(chartOption(drawn, SIZE), SIZE), SIZE);
  assert.equal(png(), png());
});

test('Every view draws at every size, down to one pixel', () => {
  const sizes = [
    [1, 1],
    [1000, 1],
    [1, 1000],
    [50, 40],
    [300, 200],
  ] as const;
  for (const view of VIEWS) {
    for (const legend of ['bottom', 'right'] as const) {
      for (const [width, height] of sizes) {
        const drawn = pixels(chart(shards(4), { view, legend }), { width, height });
        assert.equal([drawn.width, drawn.height], [width, height]);
      }
    }
  }
});

test('Each view shows its numbers in the colours of the lines', () => {
  for (const view of VIEWS) {
    const { count } = pixels(chart([line('a', [1, 30]), line('b', [1, 20])], { view }));
    assert.ok(count(FIRST) > 30 && count(SECOND) > 30, view);
  }
});

test('A line beyond the ends of its axis is left out, and the rest is drawn', () => {
  const drawn = chart([line('a', [1e6, 1e6]), line('b', [1, 2])], {
    axes: { left: { min: 0, max: 10 }, right: {} },
    legend: 'hidden',
  });
  assert.is(pixels(drawn).count(FIRST), 0);
  assert.ok(pixels(drawn).count(SECOND) > 30);
});

test('A missing value interrupts a line, and a value alone is a dot', () => {
  const [gap] = series(chart([line('a', [1, null, 3])]));
  assert.equal(gap?.data, [
    [START, 1],
    [START + 2 * MINUTE - 1, null],
    [START + 2 * MINUTE, 3],
  ]);
  const values = Array.from({ length: 200 }, (_, at) => (at === 198 ? null : 1));
  const dense = series(
    chart([line('a', values)], { range: { startMs: START, endMs: START + 200 * MINUTE } }),
  );
  assert.is(dense[0]?.symbol, 'none');
  assert.equal(dense[0]?.data?.at(-1), {
    value: [START + 199 * MINUTE, 1],
    symbol: 'circle',
    symbolSize: 4,
  });
});

test('Areas that are stacked have a value at each moment of the others', () => {
  const stacked = series(chart([line('a', [1, 2]), line('b', [null, 5])], { stacked: true }));
  assert.equal(
    stacked.map(({ data }) => data),
    [
      [
        [START, 1],
        [START + MINUTE, 2],
      ],
      [
        [START, 0],
        [START + MINUTE, 5],
      ],
    ],
  );
});

test('The time axis is shifted by the time zone, and so are the lines', () => {
  const shifted = chartOption(chart([line('a', [1])], { offsetMinutes: 90 }), SIZE);
  assert.is((shifted.xAxis as { min: number }).min, START + 90 * MINUTE);
  assert.equal((shifted.series as LineSeriesOption[])[0]?.data, [[START + 90 * MINUTE, 1]]);
});

test('A small picture shortens the labels of its legend in their middle', () => {
  assert.equal(legend(chart(shards(4)), { width: 300, height: 200 }), [
    ['shardId…0000000', 'shardId…0000001'],
    ['shardId…0000002', 'shardId…0000003'],
  ]);
});

test('What a hot line is called has room before the word for its heat', () => {
  const lines = shards(4).map((one, at) => ({ ...one, hot: at === 0 }));
  const [[first] = []] = legend(chart(lines), { width: 300, height: 200 });
  assert.is(first, 'shardId…0000000');
});

test('The axis of what is counted has no parts of one', () => {
  const ticks = (value: number) =>
    drawSvg(chartOption(chart([line('a', [0, value])]), SIZE), SIZE).match(/(?<=>)[\d.]+(?=<)/g);
  assert.equal(ticks(0), ['0', '1']);
  assert.equal(ticks(0.5), ['0', '0.1', '0.2', '0.3', '0.4', '0.5']);
});

test('A legend that does not fit tells how many more there are', () => {
  for (const [position, size] of [
    ['bottom', { width: 300, height: 200 }],
    ['bottom', SIZE],
    ['right', SIZE],
  ] as const) {
    const entries = legend(chart(shards(60), { legend: position }), size).flat();
    const [, more] = /\+(\d+) more$/.exec(entries.at(-1) ?? '') ?? [];
    const named = entries.filter((entry) => !entry.startsWith('+')).length;
    assert.is(named + Number(more), 60, `${position}: ${entries.at(-1)}`);
  }
});

test('Lines of the same label are told apart', () => {
  assert.equal(legend(chart([line('Orders', [1]), line('Orders', [2])])), [
    ['Orders', 'Orders (2)'],
  ]);
});

test('Labels with markup, template signs and control characters are drawn as text', () => {
  const label = 'a <b>&"{c}\u0000\u001b\ud800 Łódź';
  const svg = drawSvg(chartOption(chart([line(label, [1])], { title: label }), SIZE), SIZE);
  for (const raw of ['<b>', '\u0000', '\u001b']) assert.not.ok(svg.includes(raw));
  assert.match(svg, /Łódź/);
  assert.ok(pixels(chart([line(label, [1, 2])], { title: label })).count(FIRST) > 30);
});

test('A chart as SVG has no style and no class, and its texts keep their sizes', () => {
  const label = 'a" style="x" class="y';
  for (const view of VIEWS) {
    const svg = drawSvg(chartOption(chart([line(label, [1, 2])], { view }), SIZE), SIZE);
    const tags = svg.match(/<[^>]*>/g) ?? [];
    assert.equal(
      tags.filter((tag) => /<style| (?:style|class|ecmeta_\w+)=/.test(tag)),
      [],
    );
    assert.match(svg, /^<svg font-family="system-ui, sans-serif" /);
    assert.match(svg, /<text [^>]*font-size="15" font-weight="bold"[^>]*>Records</);
    const texts = tags.filter((tag) => tag.startsWith('<text'));
    assert.ok(texts.length > 1 && texts.every((tag) => tag.includes(' font-size="')), view);
  }
  const svg = drawSvg(chartOption(chart([line(label, [1])]), SIZE), SIZE);
  assert.ok(svg.includes('a&quot; style=&quot;x&quot; class=&quot;y'));
});

test('A level and a moment are drawn across the chart, and the axis reaches the level', () => {
  const { count } = pixels(
    chart([line('a', [1, 2])], {
      levels: [
        { value: 50, label: 'limit', color: '#ff0000', side: 'left', fill: 'above' },
        { value: 20, to: 30, label: 'band', color: '#ff0000', side: 'left' },
      ],
      moments: [{ ms: START + 5 * MINUTE, label: 'deploy', color: '#0000ff', fill: 'after' }],
    }),
  );
  assert.ok(count('#ff0000') > 100, 'the level');
  assert.ok(count('#0000ff') > 30, 'the moment');
});

test.run();
