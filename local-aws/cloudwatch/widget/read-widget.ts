import { VIEWS } from '../../../charts/chart.ts';
import type { MetricWidget } from '../../../charts/widget/metric-widget.ts';
import { type Finding, isObject, type JsonObject } from '../dashboard/findings.ts';
import { notImplemented, validationError } from '../refusals.ts';
import { validateWidget } from './validate-widget.ts';

/** Source: API reference, GetMetricWidgetImage. */
const LARGEST_BYTES = 100 * 1024;
const DEFAULT_SIZE = { width: 600, height: 400 };

export interface WidgetImage extends MetricWidget {
  readonly width: number;
  readonly height: number;
}

/**
 * A picture's widget out of its JSON.
 *
 * @throws {AwsError} `ValidationError` with all findings; by name, for what is not drawn here
 */
export function readWidget(json: string, region: string): WidgetImage {
  if (Buffer.byteLength(json) > LARGEST_BYTES) {
    throw validationError(`The field MetricWidget must not be larger than ${LARGEST_BYTES} bytes`);
  }
  const widget = parse(json);
  if (widget === undefined) {
    throw validationError('The field MetricWidget must be a valid JSON object');
  }
  const { errors } = validateWidget(widget);
  if (errors.length > 0) throw invalidWidget(errors);
  const lacking = notDrawn(widget, region);
  if (lacking !== undefined) throw notImplemented(lacking);
  return { ...DEFAULT_SIZE, ...(widget as unknown as MetricWidget) };
}

function parse(json: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function invalidWidget(errors: readonly Finding[]) {
  const noun =
    errors.length === 1 ? 'is 1 validation error' : `are ${errors.length} validation errors`;
  return validationError(
    `The metric widget is invalid, there ${noun}:\n${JSON.stringify(errors, undefined, 2)}`,
  );
}

function notDrawn(widget: JsonObject, region: string): string | undefined {
  const { view = 'timeSeries', annotations } = widget;
  if (!VIEWS.some((known) => known === view)) return `pictures of the view ${view}`;
  for (const name of ['setPeriodToTimeRange', 'sparkline']) {
    if (widget[name] === true) return `${name} in pictures`;
  }
  if (isObject(annotations) && annotations.alarms !== undefined) return 'alarms in pictures';
  const rows = (widget.metrics as unknown[][]).map((row) => row.at(-1)).filter(isObject);
  const elsewhere = [widget, ...rows].find(
    (one) => one.region !== undefined && one.region !== region,
  );
  return elsewhere && `pictures in ${region} of metrics in ${elsewhere.region}`;
}
