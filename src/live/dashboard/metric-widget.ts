import type { Range } from '../../../charts/chart.ts';
import type { MetricWidget } from '../../../charts/widget/metric-widget.ts';
import { readMetricWidget } from '../../../charts/widget/read-metric-widget.ts';
import { Unreadable } from '../../../charts/widget/readers.ts';
import { widgetChart } from '../../../charts/widget/widget-chart.ts';
import { type WidgetQuery, widgetQueries } from '../../../charts/widget/widget-queries.ts';
import { readOffset, widgetRange } from '../../../charts/widget/widget-time.ts';
import type { Workshop } from '../../contract.ts';
import type { DashboardBody } from '../../dashboard/dashboard-body.ts';
import { minuteOf } from '../../minutes.ts';
import type { WidgetContent } from '../models.ts';
import { withAlarm } from './alarm-annotation.ts';
import { markHot } from './hot-series.ts';
import type { AskForMetrics } from './metric-data.ts';
import { NotDrawn } from './not-drawn.ts';
import { fitPeriods, grainOf, withPeriods } from './periods.ts';
import { wholeRangeSeconds } from './whole-range.ts';

/** What the widgets of a dashboard share in a round. */
export interface Round {
  readonly workshop: Workshop;
  readonly range: Range;
  readonly nowMs: number;
  readonly periodOverride: DashboardBody['periodOverride'];
  readonly askForMetrics: AskForMetrics;
}

/** @throws {Unreadable | NotDrawn} */
export async function metricWidget(properties: unknown, round: Round): Promise<WidgetContent> {
  const { cloud, config } = round.workshop;
  const read = readMetricWidget(properties);
  if (read instanceof Unreadable) throw read;
  const widget = await withAlarm(read, cloud);
  const { region = cloud.region, view = 'timeSeries', liveData = false, timezone = '' } = widget;
  const range = rangeOf(widget, round);
  const queries = atPeriods(widgetQueries(widget), widget, range, round);
  // A minute that is still counted looks like traffic that breaks down.
  const asked = liveData ? range : { ...range, endMs: minuteOf(range.endMs) };
  const zone = readOffset(timezone) === undefined ? undefined : timezone;
  const answers = await Promise.all(
    [...byRegion(queries, region)].map(([of, rows]) => round.askForMetrics(of, rows, asked, zone)),
  );
  const series = answers.flatMap((answer) => answer.series);
  const hot = markHot(queries, series, config.dominance);
  return {
    kind: 'metric',
    asTable: view === 'table',
    chart: widgetChart(widget, queries, hot, range),
    messages: [...new Set(answers.flatMap(({ messages }) => messages))],
  };
}

function rangeOf(widget: MetricWidget, { range, nowMs }: Round): Range {
  const { start, end } = widget;
  if (start === undefined && end === undefined) return range;
  const own = widgetRange(widget, nowMs);
  if (own === undefined) throw new NotDrawn(`${start} to ${end ?? 'now'} is no time range`);
  return own;
}

function atPeriods(
  queries: readonly WidgetQuery[],
  { setPeriodToTimeRange = false, view = 'timeSeries' }: MetricWidget,
  range: Range,
  { nowMs, periodOverride }: Round,
): WidgetQuery[] {
  if (!setPeriodToTimeRange || view === 'timeSeries' || view === 'table') {
    return fitPeriods(queries, range, nowMs, periodOverride);
  }
  if (range.endMs < minuteOf(nowMs)) {
    throw new NotDrawn('One value of a time range that has ended (setPeriodToTimeRange)');
  }
  const seconds = wholeRangeSeconds(range, grainOf(nowMs - range.startMs));
  return withPeriods(queries, () => seconds);
}

/** The rows of each region, in their order. */
function byRegion(
  queries: readonly WidgetQuery[],
  region: string,
): ReadonlyMap<string, readonly WidgetQuery[]> {
  const of = ({ properties }: WidgetQuery) => properties.region ?? region;
  return new Map(queries.map((row) => [of(row), queries.filter((other) => of(other) === of(row))]));
}
