import { chartOf } from '../../charts/chart.ts';
import { chartOption } from '../../charts/option.ts';
import { drawSvg } from '../../charts/svg.ts';
import type { Progress } from '../../src/contract.ts';

const SIZE = { width: 880, height: 360 };

/** A step's series as a chart, from the first minute that has a value: those before say nothing. */
export function stepChartSvg(
  { title, startMs, stepMs, series }: Extract<Progress, { kind: 'chart' }>,
  hotShardId: string,
): string {
  const lines = Object.entries(series).map(([label, values]) => ({
    label,
    periodMs: stepMs,
    points: values.flatMap((value, step): [number, number][] =>
      value === null ? [] : [[startMs + step * stepMs, value]],
    ),
    hot: label === hotShardId,
  }));
  const times = lines.flatMap(({ points }) => points.map(([ms]) => ms));
  const range = { startMs: Math.min(...times), endMs: Math.max(...times) };
  const chart = chartOf({ title, range, lines, axes: { left: { min: 0 }, right: {} } });
  return drawSvg(chartOption(chart, SIZE), SIZE);
}
