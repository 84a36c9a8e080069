import type { LineSeriesOption } from 'echarts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chartOf, VIEWS } from '../../charts/chart.ts';
import { chartOption } from '../../charts/option.ts';
import { closedShade, faint, heatShade } from '../../charts/shard-map/shade.ts';
import { drawSvg } from '../../charts/svg.ts';
import { DARK, LIGHT } from '../../charts/theme.ts';

const THEMES = Object.entries({ LIGHT, DARK });
const SIZE = { width: 600, height: 400 };
const CHART = chartOf({
  title: 'Records',
  range: { startMs: 0, endMs: 600_000 },
  lines: ['a', 'b', 'c'].map((label) => ({
    label,
    points: [
      [60_000, 1],
      [120_000, 3],
    ],
    periodMs: 60_000,
    hot: label === 'a',
  })),
  levels: [{ value: 2, label: 'limit', side: 'left' }],
  moments: [{ ms: 60_000, label: 'split' }],
  axes: { left: { label: 'records', min: 0, max: 5 }, right: {} },
});
/** Source: WCAG 2.2, 1.4.3 for text and 1.4.11 for what must be seen to understand. */
const [TEXT, GRAPHIC] = [4.5, 3];

/** Source: WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

test('Texts and lines of each theme read on its paper', () => {
  assert.is(contrast('#000000', '#ffffff'), 21);
  for (const [name, { background, ink, quiet, hot, lines }] of THEMES) {
    const tooFaint = (colors: readonly string[], least: number) =>
      colors.filter((color) => contrast(color, background) < least);
    assert.equal(tooFaint([ink, quiet], TEXT), [], name);
    assert.equal(tooFaint([hot, ...lines], GRAPHIC), [], name);
  }
});

test('The words of a shard map read on every shade', () => {
  for (const [name, theme] of THEMES) {
    const shades = [
      faint(theme),
      faint(theme, true),
      ...[0, 1, 2, 3, 400].map((times) => heatShade(times, theme)),
    ];
    const onShades = shades.map((shade) => contrast(theme.ink, shade));
    assert.ok(Math.min(...onShades) >= TEXT, `${name}: ${onShades}`);
    const onClosed = contrast(theme.quiet, closedShade(theme));
    assert.ok(onClosed >= TEXT, `${name}: ${onClosed}`);
  }
});

test('Every text of a chart is in an ink of its theme, on its paper', () => {
  for (const [name, theme] of THEMES) {
    for (const view of VIEWS) {
      const svg = drawSvg(chartOption({ ...CHART, view }, SIZE, theme), SIZE);
      const inks = [...svg.matchAll(/<text [^>]*fill="([^"]*)"/g)].map(([, fill]) => fill);
      assert.equal(
        inks.filter((ink) => ink !== theme.ink && ink !== theme.quiet),
        [],
        `${view} ${name}`,
      );
      assert.ok(inks.length > 2, `${view} ${name} has texts`);
      assert.match(svg, new RegExp(`^<svg[^>]*>\\s*<rect [^>]*fill="${theme.background}"`), view);
    }
  }
});

test('The hot line alone has the hot colour, in each theme', () => {
  for (const [name, theme] of THEMES) {
    const { series } = chartOption(CHART, SIZE, theme);
    const colors = (series as LineSeriesOption[]).flatMap(
      ({ itemStyle }) => itemStyle?.color ?? [],
    );
    assert.equal(colors, [theme.hot, theme.lines[0], theme.lines[1]], name);
  }
});

test.run();
