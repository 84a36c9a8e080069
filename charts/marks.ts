import type { LineSeriesOption } from 'echarts';
import type { Chart, Level, Moment, Side, Size } from './chart.ts';
import type { Frame } from './frame.ts';
import { cut } from './text.ts';

type Marks = Pick<LineSeriesOption, 'markLine' | 'markArea'>;
type MarkLines = NonNullable<NonNullable<LineSeriesOption['markLine']>['data']>;
type MarkAreas = NonNullable<NonNullable<LineSeriesOption['markArea']>['data']>;

/** The part of a picture's width, or height, that a label may take. */
const LONGEST_LABEL = 0.6;

/** With its own colour, or the theme's. */
type Coloured<Mark> = Mark & { readonly color: string };

/** Levels and moments hang on a series without a name, whose points only make room for the levels. */
export function marksOf(
  chart: Chart,
  side: Side,
  { width, height }: Size,
  frame: Frame,
): LineSeriesOption[] {
  const { fonts, theme } = frame;
  const shown = <Mark extends Level | Moment>(mark: Mark, room: number) => ({
    ...mark,
    label: cut(mark.label, room * LONGEST_LABEL, fonts.text),
    color: mark.color ?? theme.quiet,
  });
  const levels = chart.levels
    .filter((level) => level.side === side)
    .map((level) => shown(level, width));
  const moments = side === 'left' ? chart.moments.map((moment) => shown(moment, height)) : [];
  if (levels.length + moments.length === 0) return [];
  const shift = chart.offsetMinutes * 60_000;
  const at = chart.range.startMs + shift;
  return [
    {
      type: 'line',
      yAxisIndex: side === 'left' ? 0 : 1,
      data: levels.flatMap(roomFor).map((value) => [at, value]),
      symbol: 'none',
      lineStyle: { width: 0 },
      silent: true,
      ...marks(
        [
          ...levels.flatMap((level) => levelLines(level, frame)),
          ...moments.flatMap((moment) => momentLines(moment, shift, frame)),
        ],
        [
          ...levels.flatMap(levelAreas),
          ...moments.flatMap((one) => momentAreas(one, shift, chart)),
        ],
      ),
    },
  ];
}

/** Values that the axis must reach, so that a level and the label above it are inside. */
function roomFor({ value, to = value }: Level): number[] {
  const top = Math.max(value, to);
  return [value, to, top + Math.abs(top) * 0.08];
}

function marks(lines: MarkLines, areas: MarkAreas): Marks {
  return {
    markLine: { silent: true, symbol: 'none', data: lines },
    markArea: { silent: true, data: areas },
  };
}

function levelLines({ value, to, label, color, side }: Coloured<Level>, frame: Frame): MarkLines {
  const values = to === undefined ? [value] : [value, to];
  return values.map((yAxis, index) => ({
    yAxis,
    lineStyle: { color, type: 'dashed', width: 2 },
    label: text(index === 0 ? label : '', color, frame, {
      position: side === 'left' ? 'insideStartTop' : 'insideEndTop',
    }),
  }));
}

function levelAreas({ value, to, fill, color }: Coloured<Level>): MarkAreas {
  const style = { itemStyle: { color, opacity: 0.12 } };
  if (to !== undefined) return [[{ ...style, yAxis: value }, { yAxis: to }]];
  if (fill === 'above') return [[{ ...style, yAxis: value }, { yAxis: 'max' }]];
  if (fill === 'below') return [[{ ...style, yAxis: 'min' }, { yAxis: value }]];
  return [];
}

function momentLines(
  { ms, toMs, label, color }: Coloured<Moment>,
  shift: number,
  frame: Frame,
): MarkLines {
  const times = toMs === undefined ? [ms] : [ms, toMs];
  return times.map((time, index) => ({
    xAxis: time + shift,
    lineStyle: { color, type: 'dashed', width: 2 },
    label: text(index === 0 ? label : '', color, frame, { position: 'insideEndTop', rotate: 90 }),
  }));
}

function momentAreas(
  { ms, toMs, fill, color }: Coloured<Moment>,
  shift: number,
  { range }: Chart,
): MarkAreas {
  const style = { itemStyle: { color, opacity: 0.12 } };
  const area = (from: number, to: number): MarkAreas => [
    [{ ...style, xAxis: from + shift }, { xAxis: to + shift }],
  ];
  if (toMs !== undefined) return area(ms, toMs);
  if (fill === 'before') return area(range.startMs, ms);
  if (fill === 'after') return area(ms, range.endMs);
  return [];
}

function text(
  label: string,
  color: string,
  { fonts, theme }: Frame,
  place: { position: 'insideStartTop' | 'insideEndTop'; rotate?: number },
) {
  return {
    ...place,
    show: label !== '',
    formatter: () => label,
    color,
    fontSize: fonts.text,
    // reads on a line that passes behind it
    textBorderColor: theme.background,
    textBorderWidth: 3,
  };
}
