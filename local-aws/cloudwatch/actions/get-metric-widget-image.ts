import type {
  GetMetricWidgetImageCommandOutput,
  GetMetricWidgetImageInput,
} from '@aws-sdk/client-cloudwatch';
import type { Range } from '../../../charts/chart.ts';
import { chartOption } from '../../../charts/option.ts';
import { widgetChart } from '../../../charts/widget/widget-chart.ts';
import { type WidgetQuery, widgetQueries } from '../../../charts/widget/widget-queries.ts';
import { widgetRange } from '../../../charts/widget/widget-time.ts';
import { type Call, defineAction } from '../../action.ts';
import { roundedStart } from '../aggregate.ts';
import { DATAPOINTS_LIMIT } from '../math/context.ts';
import { checkRequest, type Query } from '../metric-data/check-queries.ts';
import { runQueries } from '../metric-data/run-queries.ts';
import { notImplemented, validationError } from '../refusals.ts';
import type { CloudWatchState } from '../state.ts';
import { readWidget } from '../widget/read-widget.ts';

let draw: typeof import('../../../charts/png.ts') & typeof import('../../../charts/svg.ts');

/** Draws a widget's metrics as PNG. The drawing libraries are loaded for the first picture. */
export const getMetricWidgetImage = defineAction<
  CloudWatchState,
  GetMetricWidgetImageInput,
  GetMetricWidgetImageCommandOutput
>({
  rules: { OutputFormat: { values: ['png', 'image/png'] } },
  async load() {
    const [png, svg] = await Promise.all([
      import('../../../charts/png.ts'),
      import('../../../charts/svg.ts'),
    ]);
    draw = { ...png, ...svg };
  },
  run({ MetricWidget, OutputFormat }, call) {
    if (OutputFormat === 'image/png') {
      throw notImplemented('the OutputFormat image/png, only png');
    }
    const widget = readWidget(MetricWidget, call.region);
    const range = widgetRange(widget, call.partition.clock.now());
    if (range === undefined) throw validationError('The time range is invalid');
    const queries = widgetQueries(widget);
    const option = chartOption(
      widgetChart(widget, queries, answers(queries, range, call), range),
      widget,
    );
    return { MetricWidgetImage: draw.drawPng(draw.drawSvg(option, widget)) };
  },
});

function answers(
  rows: readonly WidgetQuery[],
  range: Range,
  { state, account, region, partition }: Call<CloudWatchState>,
) {
  const queries = rows.map(({ query }) => query as Query);
  const nowMs = partition.clock.now();
  const [StartTime, EndTime] = [new Date(range.startMs), new Date(range.endMs)];
  checkRequest({ MetricDataQueries: queries, StartTime, EndTime });
  const { metrics } = state;
  const { results } = runQueries(
    queries,
    { startMs: roundedStart(range.startMs, nowMs), endMs: range.endMs },
    { account, region, metrics, nowMs },
  );
  if (results.reduce((sum, { series }) => sum + series.points.size, 0) > DATAPOINTS_LIMIT) {
    throw validationError(`The metric widget has more than ${DATAPOINTS_LIMIT} datapoints`);
  }
  return results.map(({ id, series: { label, periodMs, points } }) => ({
    id,
    label,
    periodMs,
    points: [...points],
  }));
}
