import type { Chart, Level, Line, Moment, Point, Range } from '../chart.ts';
import type {
  Annotation,
  HorizontalAnnotation,
  MetricWidget,
  VerticalAnnotation,
} from './metric-widget.ts';
import type { WidgetQuery } from './widget-queries.ts';
import { readOffset, readTime } from './widget-time.ts';

/** A series that a widget's query answered. A search answers several, under one id. */
export interface WidgetSeries {
  readonly id: string;
  readonly label: string;
  readonly periodMs: number;
  /** oldest first */
  readonly points: readonly Point[];
  readonly hot?: boolean;
}

/** The chart of a widget, from its queries and what they answered. */
export function widgetChart(
  widget: MetricWidget,
  queries: readonly WidgetQuery[],
  series: readonly WidgetSeries[],
  range: Range,
): Chart {
  const { annotations, yAxis, stacked = false } = widget;
  const view = widget.view === 'table' ? 'timeSeries' : (widget.view ?? 'timeSeries');
  return {
    title: widget.title ?? '',
    view,
    range,
    lines: queries.flatMap((row) => linesOf(row, series)),
    stacked: stacked && view === 'timeSeries',
    axes: { left: yAxis?.left ?? {}, right: yAxis?.right ?? {} },
    levels: (annotations?.horizontal ?? []).flatMap(levelOf),
    moments: (annotations?.vertical ?? []).flatMap(momentOf),
    legend: widget.legend?.position ?? 'bottom',
    offsetMinutes: readOffset(widget.timezone ?? '') ?? 0,
    fullPrecision: widget.singleValueFullPrecision ?? false,
    sparkline: widget.sparkline ?? false,
  };
}

/** A row's colour is for its one series; those of a search take theirs from the palette. */
function linesOf({ query, properties }: WidgetQuery, series: readonly WidgetSeries[]): Line[] {
  const own = series.filter(({ id }) => id === query.Id);
  return own.map(({ label, periodMs, points, hot }) => ({
    // An expression without a label and an id is known by itself.
    label: label === query.Id && properties.id === undefined ? (query.Expression ?? label) : label,
    periodMs,
    points,
    side: properties.yAxis ?? 'left',
    hot,
    ...(own.length === 1 && { color: properties.color }),
  }));
}

function edges<Edge>(annotation: Annotation<Edge>): readonly [Edge, Edge | undefined] {
  return Array.isArray(annotation)
    ? [annotation[0], annotation[1]]
    : [annotation as Edge, undefined];
}

function levelOf(annotation: Annotation<HorizontalAnnotation>): Level[] {
  const [first, second] = edges(annotation);
  if (first.visible === false) return [];
  return [
    {
      value: first.value,
      to: second?.value,
      fill: first.fill === 'none' ? undefined : first.fill,
      label: [first.label, second?.label].filter(Boolean).join(' – '),
      color: first.color,
      side: first.yAxis ?? 'left',
    },
  ];
}

function momentOf(annotation: Annotation<VerticalAnnotation>): Moment[] {
  const [first, second] = edges(annotation);
  const ms = readTime(first.value, Number.NaN);
  if (first.visible === false || ms === undefined || Number.isNaN(ms)) return [];
  return [
    {
      ms,
      toMs: second === undefined ? undefined : readTime(second.value, Number.NaN),
      fill: first.fill === 'none' ? undefined : first.fill,
      label: [first.label, second?.label].filter(Boolean).join(' – '),
      color: first.color,
    },
  ];
}
