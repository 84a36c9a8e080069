import { readMetricWidget } from '../../charts/widget/read-metric-widget.ts';
import { isObject, Unreadable } from '../../charts/widget/readers.ts';
import { widgetQueries } from '../../charts/widget/widget-queries.ts';
import { readTime } from '../../charts/widget/widget-time.ts';

/** A dashboard as its body tells it. Only `widgets` is sure to be what CloudWatch takes. */
export interface DashboardBody {
  /** ISO 8601, or a duration before now: `-PT3H` */
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** `inherit` keeps to the widgets' periods; `auto` lets them grow with the time range. */
  readonly periodOverride: 'auto' | 'inherit';
  /** what a viewer in the console can change, by its label */
  readonly variables: readonly string[];
  readonly widgets: readonly BodyWidget[];
}

/** Its place and properties are what the body has there: nothing of them is sure. */
export interface BodyWidget {
  readonly type: string;
  readonly x: unknown;
  readonly y: unknown;
  readonly width: unknown;
  readonly height: unknown;
  readonly properties: unknown;
}

/** A row of a dashboard's metric widget with its shorthand written out. */
export interface ChartedMetric {
  readonly region: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
  readonly periodSeconds: number;
  /** False for a row that is there for others to compute with, and not drawn. */
  readonly visible: boolean;
  /** The account whose metric it is; '' for the dashboard's own. */
  readonly accountId: string;
  readonly range: ChartedRange;
}

/** The time range that a row is drawn for: that of its widget, which goes before the dashboard's. */
export interface ChartedRange {
  readonly of: 'chart' | 'dashboard';
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/**
 * Whether a range is sure to show nothing of now: it stands still, and ended, or begins later. One
 * that moves with the time, or that can not be read, is not.
 */
export function isElsewhen({ start, end }: ChartedRange, nowMs: number): boolean {
  const [startMs, endMs] = [start, end].map((text) =>
    text !== undefined && /^\d/.test(text) ? readTime(text, nowMs) : undefined,
  );
  return (startMs !== undefined && startMs > nowMs) || (endMs !== undefined && endMs < nowMs);
}

/**
 * Source: Dashboard Body Structure and Syntax, CloudWatch API reference.
 *
 * @throws {SyntaxError} when the body is not JSON
 */
export function readBody(body: string): DashboardBody {
  const json = JSON.parse(body) as unknown;
  const { start, end, periodOverride, variables, widgets } = isObject(json) ? json : {};
  return {
    start: typeof start === 'string' ? start : undefined,
    end: typeof end === 'string' ? end : undefined,
    periodOverride: periodOverride === 'inherit' ? 'inherit' : 'auto',
    variables: Array.isArray(variables) ? variables.flatMap(nameOf) : [],
    widgets: Array.isArray(widgets) ? widgets.map(readWidget) : [],
  };
}

function nameOf(variable: unknown): string[] {
  const { label, id } = isObject(variable) ? variable : {};
  return [label, id].filter((name) => typeof name === 'string').slice(0, 1);
}

function readWidget(widget: unknown): BodyWidget {
  const { type, x, y, width, height, properties } = isObject(widget) ? widget : {};
  return { type: typeof type === 'string' ? type : '', x, y, width, height, properties };
}

/**
 * The metrics that a dashboard charts one by one; expressions are left out, and so are widgets that
 * can not be read.
 *
 * @throws {SyntaxError} when the body is not JSON
 */
export function chartedMetrics(body: string): ChartedMetric[] {
  const { start, end, widgets } = readBody(body);
  return widgets.flatMap(({ type, properties }) =>
    type === 'metric' ? widgetMetrics(properties, { of: 'dashboard', start, end }) : [],
  );
}

function widgetMetrics(json: unknown, ofDashboard: ChartedRange): ChartedMetric[] {
  const widget = readMetricWidget(json);
  if (widget instanceof Unreadable) return [];
  const { start, end } = widget;
  const range: ChartedRange =
    start === undefined && end === undefined ? ofDashboard : { of: 'chart', start, end };
  return widgetQueries(widget).flatMap(({ query: { MetricStat, AccountId = '' }, properties }) => {
    const { Metric, Period, Stat } = MetricStat ?? {};
    if (Metric === undefined) return [];
    return {
      region: properties.region ?? widget.region ?? '',
      namespace: Metric.Namespace ?? '',
      metricName: Metric.MetricName ?? '',
      dimensions: Object.fromEntries(
        (Metric.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]),
      ),
      stat: Stat ?? '',
      periodSeconds: Period ?? Number.NaN,
      visible: properties.visible !== false,
      accountId: AccountId,
      range,
    };
  });
}
