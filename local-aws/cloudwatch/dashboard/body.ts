import { readTime } from '../../../charts/widget/widget-time.ts';
import { isObject, type JsonObject } from '../json.ts';
import {
  aBoolean,
  aNumber,
  anArray,
  anInteger,
  anObject,
  aString,
  type Expectation,
  type Finding,
  inTurn,
  lacking,
  type Members,
  oneOf,
  should,
} from './expectations.ts';
import { aColour, aMetricRow } from './metric-rows.ts';

/** Widgets on a dashboard, metrics and alarms in a widget. Source: dashboard body reference. */
const WIDGETS_LIMIT = 500;
const METRICS_LIMIT = 500;
const ALARMS_LIMIT = 100;

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
  table: anObject({
    layout: oneOf('horizontal', 'vertical'),
    showTimeSeriesData: aBoolean,
    stickySummary: aBoolean,
    summaryColumns: anArray(aString),
  }),
  timezone: aString,
  title: aString,
  trend: aBoolean,
  view: oneOf('timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'),
  yAxis: anObject({ left: anAxis, right: anAxis }),
};

/** A metric widget's properties: a region and metrics, or the alarm that it shows. */
const aMetricWidget: Expectation = function* (properties, dataPath) {
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

const PROPERTIES: Readonly<Record<string, Expectation>> = {
  alarm: anObject(
    {
      alarms: anArray(aString, 1, ALARMS_LIMIT),
      sortBy: oneOf('default', 'stateUpdatedTimestamp', 'timestamp'),
      states: anArray(oneOf('ALARM', 'INSUFFICIENT_DATA', 'OK'), 0, 3),
      title: aString,
    },
    ['alarms'],
  ),
  chart: anObject({ title: aString }),
  custom: anObject({ endpoint: aString, title: aString }, ['endpoint']),
  explorer: anObject({ title: aString }),
  log: anObject({ query: aString, region: aString, stacked: aBoolean, title: aString }, ['query']),
  metric: aMetricWidget,
  text: anObject({ background: oneOf('solid', 'transparent'), markdown: aString }, ['markdown']),
  trace: anObject({ title: aString }),
};

const WIDGET = {
  type: oneOf(...Object.keys(PROPERTIES)),
  x: anInteger(0, 23),
  y: anInteger(0),
  width: anInteger(1, 24),
  height: anInteger(1, 1000),
};

const aWidget: Expectation = function* (widget, dataPath) {
  yield* anObject(WIDGET, ['type', 'properties'])(widget, dataPath);
  if (!isObject(widget) || !Object.hasOwn(widget, 'properties')) return;
  const { type, properties } = widget;
  if (typeof type !== 'string' || !Object.hasOwn(PROPERTIES, type)) return;
  yield* PROPERTIES[type]?.(properties, `${dataPath}/properties`) ?? [];
};

const aVariable = anObject({
  defaultValue: aString,
  id: aString,
  inputType: oneOf('input', 'select', 'radio'),
  label: aString,
  pattern: aString,
  populateFrom: aString,
  property: aString,
  search: aString,
  type: oneOf('property', 'pattern'),
  values: anArray(anObject({ label: aString, value: aString })),
  visible: aBoolean,
});

const aBody = anObject(
  {
    end: aString,
    periodOverride: oneOf('auto', 'inherit'),
    start: aString,
    variables: anArray(aVariable, 0, 25),
    widgets: anArray(aWidget, 0, WIDGETS_LIMIT),
  },
  ['widgets'],
);

/** What CloudWatch refuses in a dashboard's body. Source: dashboard body structure and syntax. */
export function errorsIn(body: JsonObject): Finding[] {
  return [...aBody(body, '')];
}

/** What AWS finds worth telling of a valid body, and takes all the same. */
export function warningsOn(body: JsonObject): Finding[] {
  const known = ['properties', ...Object.keys(WIDGET)];
  return (body.widgets as JsonObject[]).flatMap((widget, at) =>
    Object.keys(widget)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        dataPath: `/widgets/${at}`,
        message: `The "${name}" property is not expected to be part of a widget definition, will be ignored`,
      })),
  );
}
