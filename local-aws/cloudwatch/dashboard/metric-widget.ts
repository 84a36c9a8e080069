import {
  aBoolean,
  aNumber,
  anArray,
  anObject,
  aString,
  type Expectation,
  expectMembers,
  oneOf,
} from './expectations.ts';
import { isObject } from './findings.ts';
import { aMetricRow } from './metric-rows.ts';

/** Metrics that one widget shows. Source: dashboard body reference. */
const METRICS_LIMIT = 500;

const aPeriod: Expectation = (value, path, findings) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    findings.error(path, 'Should be integer');
  } else if (value < 1) {
    findings.error(path, 'Should be >= 1');
  } else if (value % 60 !== 0 && ![1, 5, 10, 30].includes(value)) {
    findings.error(path, 'Should be multiple of 60');
  }
};

const anAxis = anObject({ label: aString, max: aNumber, min: aNumber, showUnits: aBoolean });

const annotations = anObject({
  alarms: anArray(1, 1, aString),
  horizontal: anArray(0, Number.POSITIVE_INFINITY, (value, path, findings) => {
    if (!isObject(value) && !Array.isArray(value)) findings.error(path, 'Should be object');
  }),
  vertical: anArray(0, Number.POSITIVE_INFINITY, (value, path, findings) => {
    if (!isObject(value) && !Array.isArray(value)) findings.error(path, 'Should be object');
  }),
});

/** Of a widget on a dashboard and of one in a picture. */
export const METRIC_WIDGET_MEMBERS: Readonly<Record<string, Expectation>> = {
  accountId: aString,
  annotations,
  end: aString,
  legend: anObject({ position: oneOf('right', 'bottom', 'hidden') }),
  liveData: aBoolean,
  metrics: anArray(0, METRICS_LIMIT, aMetricRow),
  period: aPeriod,
  region: aString,
  setPeriodToTimeRange: aBoolean,
  singleValueFullPrecision: aBoolean,
  sparkline: aBoolean,
  stacked: aBoolean,
  start: aString,
  stat: aString,
  timezone: aString,
  title: aString,
  trend: aBoolean,
  view: oneOf('timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'),
  yAxis: anObject({ left: anAxis, right: anAxis }),
};

/** A metric widget's properties: a region and metrics, or the alarm that it shows. */
export const metricWidget: Expectation = (properties, path, findings) => {
  if (!isObject(properties)) {
    findings.error(path, 'Should be object');
    return;
  }
  const has = (name: string) => Object.hasOwn(properties, name);
  const showsAlarm = isObject(properties.annotations) && 'alarms' in properties.annotations;
  if (!showsAlarm && !(has('region') && has('metrics'))) {
    for (const name of ['region', 'metrics']) {
      if (!has(name)) findings.error(path, `Should have required property '${name}'`);
    }
    findings.error(
      path,
      'The metric widget should have specified a region and a data source or an alarm annotation',
    );
    if (!has('annotations')) {
      findings.error(path, "Should have required property 'annotations'");
    }
  }
  expectMembers(properties, METRIC_WIDGET_MEMBERS, path, findings);
};
