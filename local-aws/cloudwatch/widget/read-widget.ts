import { VIEWS } from '../../../charts/chart.ts';
import { writtenOut } from '../../../charts/widget/metric-names.ts';
import type { MetricRow, MetricWidget } from '../../../charts/widget/metric-widget.ts';
import { partsOf } from '../../../charts/widget/widget-queries.ts';
import { readOffset } from '../../../charts/widget/widget-time.ts';
import { aTime, METRIC_WIDGET_MEMBERS } from '../dashboard/body.ts';
import {
  anArray,
  anInteger,
  anObject,
  type Finding,
  lacking,
  should,
} from '../dashboard/expectations.ts';
import { aMetricRow } from '../dashboard/metric-rows.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import { notImplemented, validationError } from '../refusals.ts';

/** Source: GetMetricWidgetImage and its metric widget structure. Edges are in pixels. */
const LARGEST_BYTES = 100 * 1024;
const METRICS_LIMIT = 100;
const LONGEST_EDGE = 2000;
const DEFAULT_SIZE = { width: 600, height: 400 };

/**
 * A picture's widget out of its JSON.
 *
 * @throws {AwsError} `ValidationError` with all findings; by name, for what is not drawn here
 */
export function readWidget(json: string, region: string): MetricWidget & typeof DEFAULT_SIZE {
  if (Buffer.byteLength(json) > LARGEST_BYTES) {
    throw validationError(`The field MetricWidget must not be larger than ${LARGEST_BYTES} bytes`);
  }
  const widget = parseJson(json);
  if (!isObject(widget)) {
    throw validationError('The field MetricWidget must be a valid JSON object');
  }
  const errors = errorsIn(widget);
  if (errors.length > 0) throw invalidWidget(errors);
  const lacksHere = notDrawn(widget, region);
  if (lacksHere !== undefined) throw notImplemented(lacksHere);
  return { ...DEFAULT_SIZE, ...(widget as unknown as MetricWidget) };
}

const aWidget = anObject(
  {
    ...METRIC_WIDGET_MEMBERS,
    end: aTime,
    height: anInteger(1, LONGEST_EDGE),
    metrics: anArray(aMetricRow, 1, METRICS_LIMIT),
    start: aTime,
    timezone: should(
      'be an offset from UTC such as +0130',
      (value) => typeof value === 'string' && readOffset(value) !== undefined,
    ),
    width: anInteger(1, LONGEST_EDGE),
  },
  ['metrics'],
);

/** In the sentences of a dashboard's findings. */
function errorsIn(widget: JsonObject): Finding[] {
  const found = [...aWidget(widget, '')];
  if (found.length === 0) found.push(...unnamedMetrics(widget.metrics as MetricRow[]));
  if (widget.view === 'gauge') found.push(...missingEnds(widget));
  return found;
}

/** Every row that names a metric does so in full once what it repeats is written out. */
function unnamedMetrics(metrics: readonly MetricRow[]): Finding[] {
  let above: readonly string[] = [];
  return metrics.flatMap((row, at) => {
    const { names, properties } = partsOf(row);
    if (properties.expression !== undefined) return [];
    above = writtenOut(names, above) ?? [];
    if (above.length >= 2 && above.length % 2 === 0) return [];
    const message = 'Should name a namespace, a metric and its dimensions';
    return [{ dataPath: `/metrics/${at}`, message }];
  });
}

function missingEnds({ yAxis }: JsonObject): Finding[] {
  const left = isObject(yAxis) && isObject(yAxis.left) ? yAxis.left : {};
  const missing = ['min', 'max'].filter((end) => left[end] === undefined);
  return missing.map((end) => lacking(end, '/yAxis/left'));
}

function invalidWidget(errors: readonly Finding[]) {
  const are =
    errors.length === 1 ? 'is 1 validation error' : `are ${errors.length} validation errors`;
  return validationError(
    `The metric widget is invalid, there ${are}:\n${JSON.stringify(errors, undefined, 2)}`,
  );
}

function notDrawn(widget: JsonObject, region: string): string | undefined {
  const { view = 'timeSeries', annotations } = widget;
  if (!VIEWS.some((known) => known === view)) return `pictures of the view ${view}`;
  if (widget.setPeriodToTimeRange === true) return 'setPeriodToTimeRange in pictures';
  if (isObject(annotations) && annotations.alarms !== undefined) return 'alarms in pictures';
  const rows = (widget.metrics as MetricRow[]).map((row) => partsOf(row).properties);
  const elsewhere = [widget, ...rows].find((one) => (one.region ?? region) !== region);
  return elsewhere && `pictures in ${region} of metrics in ${elsewhere.region}`;
}
