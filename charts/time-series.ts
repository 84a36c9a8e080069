import type {
  EChartsOption,
  LineSeriesOption,
  XAXisComponentOption,
  YAXisComponentOption,
} from 'echarts';
import { type Chart, type Line, type Point, type Side, type Size, sideOf } from './chart.ts';
import { clockFormat } from './clock-text.ts';
import { type Frame, frameOf } from './frame.ts';
import { FLAG_PX, hotFlag } from './hot-flag.ts';
import { drawnPoints, isDense, upperEdges, withGaps } from './line-points.ts';
import type { Look } from './look.ts';
import { marksOf } from './marks.ts';
import { tickFormat } from './numbers.ts';
import { cut } from './text.ts';
import type { Theme } from './theme.ts';

const SIDES: readonly Side[] = ['left', 'right'];

/** Lines over time, or areas on top of each other. */
export function timeSeriesOption(chart: Chart, size: Size, theme: Theme): EChartsOption {
  const frame = frameOf(chart, size, theme, { withLegend: true });
  const { plot, fonts } = frame;
  const labelled = SIDES.some((side) => chart.axes[side].label);
  const { option, names, looks } = frame;
  const drawn = drawnPoints(chart);
  const edges = upperEdges(chart, drawn);
  return {
    ...option,
    grid: {
      ...plot,
      top: plot.top + (labelled ? fonts.text + 8 : 6),
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: timeAxis(chart, size, frame),
    yAxis: SIDES.map((side) => valueAxis(chart, side, size, frame)),
    series: [
      ...SIDES.flatMap((side) => marksOf(chart, side, size, frame)),
      ...drawn.map((points, index) => ({
        ...lineOf(chart, chart.lines[index], points, {
          name: names[index] ?? '',
          look: looks[index] ?? { color: theme.quiet, symbol: 'circle' },
          dense: chart.stacked || isDense(points, chart, size),
          large: fonts.text > 12,
        }),
        ...(chart.lines[index]?.hot && hotFlag(points, edges[index] ?? [], chart, frame)),
      })),
    ],
  };
}

function timeAxis(chart: Chart, size: Size, { fonts, theme }: Frame): XAXisComponentOption {
  const shift = chart.offsetMinutes * 60_000;
  const range = { startMs: chart.range.startMs + shift, endMs: chart.range.endMs + shift };
  return {
    type: 'time',
    min: range.startMs,
    max: range.endMs,
    splitNumber: Math.max(2, Math.round(size.width / (fonts.text * 9))),
    // between two datapoints there is nothing to be told
    ...(chart.lines.length > 0 && {
      minInterval: Math.min(...chart.lines.map(({ periodMs }) => periodMs)),
    }),
    axisLabel: {
      formatter: clockFormat(range),
      hideOverlap: true,
      fontSize: fonts.text,
      color: theme.quiet,
    },
    axisLine: { onZero: false, lineStyle: { color: theme.quiet } },
    axisTick: { lineStyle: { color: theme.quiet } },
  };
}

function valueAxis(
  chart: Chart,
  side: Side,
  { width, height }: Size,
  { fonts, theme, plot }: Frame,
): YAXisComponentOption {
  const axis = chart.axes[side];
  const used =
    chart.lines.some((line) => sideOf(line) === side) ||
    chart.levels.some((level) => level.side === side);
  const plotHeight = height - plot.top - plot.bottom;
  const splits = Math.max(2, Math.min(6, Math.round(plotHeight / (fonts.text * 5))));
  return {
    type: 'value',
    position: side,
    show: used,
    // A time axis needs one value axis that is there.
    ...(!used && side === 'left' && { show: true, axisLabel: { show: false } }),
    ...(axis.min !== undefined && { min: axis.min }),
    ...(axis.max !== undefined && { max: axis.max }),
    scale: !chart.stacked,
    boundaryGap: [0, !chart.stacked && chart.lines.some(({ hot }) => hot) ? FLAG_PX / height : 0],
    splitNumber: splits,
    // of what is counted there are no parts
    ...(isCounted(chart, side) && { minInterval: 1 }),
    // Ends that are told are ticks, too.
    ...(axis.min !== undefined &&
      axis.max !== undefined &&
      axis.max > axis.min && { interval: (axis.max - axis.min) / (splits < 4 ? 2 : 4) }),
    splitLine: { show: side === 'left', lineStyle: { color: theme.hairline } },
    ...(used && {
      axisLabel: {
        formatter: tickFormat(largestOn(chart, side)),
        fontSize: fonts.text,
        color: theme.quiet,
      },
    }),
    ...(axis.label && {
      name: cut(axis.label, width * 0.4, fonts.text),
      nameLocation: 'end' as const,
      nameGap: fonts.text - 2,
      nameTextStyle: { align: side, fontSize: fonts.text, color: theme.quiet },
    }),
  };
}

function isCounted({ lines }: Chart, side: Side): boolean {
  const own = lines.filter((line) => sideOf(line) === side);
  return own.every(({ points }) => points.every(([, value]) => Number.isInteger(value)));
}

function largestOn(chart: Chart, side: Side): number {
  const axis = chart.axes[side];
  if (axis.max !== undefined) return Math.max(Math.abs(axis.max), Math.abs(axis.min ?? 0));
  let largest = 0;
  const columns = new Map<number, number>();
  for (const line of chart.lines) {
    if (sideOf(line) !== side) continue;
    for (const [ms, value] of line.points) {
      const stacked = (chart.stacked ? (columns.get(ms) ?? 0) : 0) + Math.abs(value);
      columns.set(ms, stacked);
      if (stacked > largest) largest = stacked;
    }
  }
  for (const level of chart.levels) {
    if (level.side === side) largest = Math.max(largest, Math.abs(level.value));
  }
  return largest;
}

function lineOf(
  chart: Chart,
  line: Line | undefined,
  points: readonly Point[],
  { name, look, dense, large }: { name: string; look: Look; dense: boolean; large: boolean },
): LineSeriesOption {
  const hot = line?.hot === true;
  const { color, symbol } = look;
  const stroke = large ? 3 : 2;
  return {
    type: 'line',
    name,
    yAxisIndex: line === undefined || sideOf(line) === 'left' ? 0 : 1,
    data: withGaps(points, line?.periodMs ?? 0, chart.offsetMinutes * 60_000, symbol, dense),
    symbol: dense ? 'none' : symbol,
    symbolSize: stroke * (hot ? 4 : 3),
    showSymbol: true,
    lineStyle: { width: hot ? stroke * 2 : stroke, color },
    itemStyle: { color },
    z: hot ? 4 : 3,
    emphasis: { disabled: true },
    ...(dense && !chart.stacked && { sampling: 'lttb' as const }),
    ...(chart.stacked && {
      stack: line === undefined ? 'left' : sideOf(line),
      lineStyle: { width: stroke / 2, color },
      areaStyle: { color, opacity: 0.75 },
    }),
  };
}
