import { writtenOut } from '../../../charts/widget/metric-names.ts';
import type { MetricRow } from '../../../charts/widget/metric-widget.ts';
import { partsOf } from '../../../charts/widget/widget-queries.ts';
import { readOffset, readTime } from '../../../charts/widget/widget-time.ts';
import {
  aBoolean,
  aNumber,
  anArray,
  anInteger,
  anObject,
  aString,
  type Expectation,
  expectMembers,
  expectRequired,
  oneOf,
} from '../dashboard/expectations.ts';
import { Findings, isObject, type JsonObject } from '../dashboard/findings.ts';
import { aMetricRow } from '../dashboard/metric-rows.ts';
import { METRIC_WIDGET_MEMBERS } from '../dashboard/metric-widget.ts';

/** Metrics in a picture, and its edges in pixels. Source: GetMetricWidgetImage, metric widget structure. */
const METRICS_LIMIT = 100;
const LONGEST_EDGE = 2000;

const aTime: Expectation = (value, path, findings) => {
  if (typeof value !== 'string' || readTime(value, 0) === undefined) {
    findings.error(path, 'Should be an ISO 8601 time, or a duration such as -PT3H');
  }
};

const aTimezone: Expectation = (value, path, findings) => {
  if (typeof value !== 'string' || readOffset(value) === undefined) {
    findings.error(path, 'Should be an offset from UTC such as +0130');
  }
};

const aColour: Expectation = (value, path, findings) => {
  if (typeof value !== 'string' || !/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)) {
    findings.error(path, 'Should be a colour such as #1f77b4');
  }
};

/** A line, or a band between two. */
function annotations(members: Readonly<Record<string, Expectation>>): Expectation {
  const line: Expectation = (value, path, findings) => {
    if (!isObject(value)) {
      findings.error(path, 'Should be object');
      return;
    }
    expectRequired(value, 'value', path, findings);
    const common = { color: aColour, label: aString, visible: aBoolean };
    expectMembers(value, { ...common, ...members }, path, findings);
  };
  const band = anArray(2, 2, line);
  return anArray(0, Number.POSITIVE_INFINITY, (value, path, findings) => {
    (Array.isArray(value) ? band : line)(value, path, findings);
  });
}

const MEMBERS: Readonly<Record<string, Expectation>> = {
  ...METRIC_WIDGET_MEMBERS,
  annotations: anObject({
    horizontal: annotations({
      fill: oneOf('above', 'below', 'none'),
      value: aNumber,
      yAxis: oneOf('left', 'right'),
    }),
    vertical: annotations({ fill: oneOf('before', 'after', 'none'), value: aTime }),
  }),
  end: aTime,
  height: anInteger(1, LONGEST_EDGE),
  metrics: anArray(1, METRICS_LIMIT, aMetricRow),
  start: aTime,
  timezone: aTimezone,
  width: anInteger(1, LONGEST_EDGE),
};

/** What is wrong with a widget, each with its place, in the sentences of a dashboard's findings. */
export function validateWidget(widget: JsonObject): Findings {
  const findings = new Findings();
  expectRequired(widget, 'metrics', '', findings);
  expectMembers(widget, MEMBERS, '', findings);
  if (findings.errors.length === 0) expectNames(widget.metrics as readonly MetricRow[], findings);
  if (widget.view === 'gauge') expectEnds(widget, findings);
  return findings;
}

/** Every row that names a metric does so in full once what it repeats is written out. */
function expectNames(metrics: readonly MetricRow[], findings: Findings): void {
  let above: readonly string[] = [];
  metrics.forEach((row, index) => {
    const { names, properties } = partsOf(row);
    if (properties.expression !== undefined) return;
    const full = writtenOut(names, above);
    if (full === undefined || full.length < 2 || full.length % 2 === 1) {
      findings.error(`/metrics/${index}`, 'Should name a namespace, a metric and its dimensions');
    }
    above = full ?? [];
  });
}

function expectEnds({ yAxis }: JsonObject, findings: Findings): void {
  const left = isObject(yAxis) && isObject(yAxis.left) ? yAxis.left : {};
  for (const end of ['min', 'max']) {
    if (left[end] !== undefined) continue;
    findings.error('/yAxis/left', `Should have required property '${end}'`);
  }
}
