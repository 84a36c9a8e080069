import { readTime } from '../../../charts/widget/widget-time.ts';
import { isObject } from '../json.ts';
import {
  aBoolean,
  aNumber,
  anArray,
  anInteger,
  anObject,
  aString,
  type Expectation,
  inTurn,
  lacking,
  type Members,
  oneOf,
  should,
} from './expectations.ts';
import { aColour, aMetricRow } from './metric-rows.ts';

/** Metrics that one widget shows. Source: dashboard body reference. */
const METRICS_LIMIT = 500;

const aPeriod = inTurn(
  anInteger(1),
  should('be multiple of 60', (value) => {
    const seconds = Number(value);
    return seconds % 60 === 0 || [1, 5, 10, 30].includes(seconds);
  }),
);

export const aTime = should(
  'be an ISO 8601 time, or a duration such as -PT3H',
  (value) => typeof value === 'string' && readTime(value, 0) !== undefined,
);

const anAxis = anObject({ label: aString, max: aNumber, min: aNumber, showUnits: aBoolean });

/** Lines, and bands between two of them. */
function annotations(members: Members): Expectation {
  const common = { color: aColour, label: aString, visible: aBoolean };
  const line = anObject({ ...common, ...members }, ['value']);
  const band = anArray(line, 2, 2);
  return anArray((value, path) => (Array.isArray(value) ? band : line)(value, path));
}

/** Of a widget on a dashboard and of one in a picture. */
export const METRIC_WIDGET_MEMBERS: Members = {
  accountId: aString,
  annotations: anObject({
    alarms: anArray(aString, 1, 1),
    horizontal: annotations({
      fill: oneOf('above', 'below', 'none'),
      value: aNumber,
      yAxis: oneOf('left', 'right'),
    }),
    vertical: annotations({ fill: oneOf('before', 'after', 'none'), value: aTime }),
  }),
  end: aString,
  legend: anObject({ position: oneOf('right', 'bottom', 'hidden') }),
  liveData: aBoolean,
  metrics: anArray(aMetricRow, 0, METRICS_LIMIT),
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
export const aMetricWidget: Expectation = function* (properties, dataPath) {
  if (isObject(properties)) {
    const missing = ['region', 'metrics'].filter((name) => !Object.hasOwn(properties, name));
    const { annotations } = properties;
    const showsAlarm = isObject(annotations) && Object.hasOwn(annotations, 'alarms');
    if (!showsAlarm && missing.length > 0) {
      for (const name of missing) yield lacking(name, dataPath);
      yield {
        dataPath,
        message:
          'The metric widget should have specified a region and a data source or an alarm annotation',
      };
      if (!Object.hasOwn(properties, 'annotations')) yield lacking('annotations', dataPath);
    }
  }
  yield* anObject(METRIC_WIDGET_MEMBERS)(properties, dataPath);
};
