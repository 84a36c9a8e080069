import type { GetMetricWidgetImageCommand } from '@aws-sdk/client-cloudwatch';
import type { Range } from '../../../charts/chart.ts';
import type { MetricWidget } from '../../../charts/widget/metric-widget.ts';
import { widgetChart } from '../../../charts/widget/widget-chart.ts';
import { type WidgetQuery, widgetQueries } from '../../../charts/widget/widget-queries.ts';
import { widgetRange } from '../../../charts/widget/widget-time.ts';
import type { Call } from '../../action.ts';
import { define } from '../define.ts';
import { DATAPOINTS_LIMIT } from '../math/context.ts';
import { timestampsOf } from '../math/values.ts';
import { checkRequest, type Query } from '../metric-data/check-queries.ts';
import { runQueries } from '../metric-data/run-queries.ts';
import { surroundings } from '../metric-data/surroundings.ts';
import { notImplemented, validationError } from '../refusals.ts';
import type { CloudWatchState } from '../state.ts';
import { readWidget } from '../widget/read-widget.ts';

type Drawing = typeof import('../../../charts/option.ts') &
  typeof import('../../../charts/png.ts') &
  typeof import('../../../charts/svg.ts');
let drawing: Drawing | undefined;

/** Draws a widget's metrics as PNG. The drawing libraries are loaded for the first picture. */
export const getMetricWidgetImage = define<GetMetricWidgetImageCommand>({
  rules: { OutputFormat: { values: ['png', 'image/png'] } },
  async load() {
    if (drawing !== undefined) return;
    const [option, png, svg] = await Promise.all([
      import('../../../charts/option.ts'),
      import('../../../charts/png.ts'),
      import('../../../charts/svg.ts'),
    ]);
    drawing = { ...option, ...png, ...svg };
  },
  run({ MetricWidget, OutputFormat }, call) {
    if (OutputFormat === 'image/png') {
      throw notImplemented('the OutputFormat image/png, which is for browsers; it implements png');
    }
    if (drawing === undefined) throw new Error('What draws is not loaded');
    const widget = readWidget(MetricWidget, call.region);
    const range = widgetRange(widget, call.partition.clock.now());
    if (range === undefined) throw new Error('A checked widget has a time range');
    const queries = widgetQueries(widget);
    const chart = widgetChart(widget, queries, seriesOf(widget, queries, range, call), range);
    const svg = drawing.drawSvg(drawing.chartOption(chart, widget), widget);
    return { MetricWidgetImage: drawing.drawPng(svg, widget) };
  },
});

/** What the queries answer. @throws {AwsError} as GetMetricData does */
function seriesOf(
  widget: MetricWidget,
  rows: readonly WidgetQuery[],
  range: Range,
  call: Call<CloudWatchState>,
) {
  const queries = rows.map(({ query }) => query as Query);
  const [StartTime, EndTime] = [new Date(range.startMs), new Date(range.endMs)];
  checkRequest({ MetricDataQueries: queries, StartTime, EndTime });
  const { results } = runQueries(queries, surroundings(call.state, call, range));
  // Each stacked line is drawn at the moments of all the others.
  const moments = timestampsOf(results.map(({ series }) => series)).length;
  const drawn = widget.stacked
    ? moments * results.length
    : results.reduce((sum, { series }) => sum + series.points.size, 0);
  if (drawn > DATAPOINTS_LIMIT) {
    throw validationError(`The metric widget has more than ${DATAPOINTS_LIMIT} datapoints`);
  }
  return results.map(({ id, series }) => ({ ...series, id, points: [...series.points] }));
}
