import { chartOf } from '../../charts/chart.ts';
import { chartOption } from '../../charts/option.ts';
import { drawSvg } from '../../charts/svg.ts';
import type { DrawChart } from '../../src/report/html/diagnosis-page.ts';
import { CHART_SIZE } from '../../src/report/html/page.ts';

/** Draws a page's chart; its caption stands beside it, so that it needs no title. */
export const drawChart: DrawChart = ({ kind, startMs, endMs, lines, level }) => {
  const chart = chartOf({
    title: '',
    view: kind === 'bars' ? 'bar' : 'timeSeries',
    range: { startMs, endMs },
    lines,
    axes: { left: { min: 0 }, right: {} },
    legend: lines.length === 1 ? 'hidden' : 'bottom',
    levels: level === undefined ? [] : [{ ...level, side: 'left' }],
  });
  return drawSvg(chartOption(chart, CHART_SIZE), CHART_SIZE);
};
