import { isObject, type JsonObject } from '../json.ts';
import {
  aBoolean,
  anArray,
  anInteger,
  anObject,
  aString,
  type Expectation,
  type Finding,
  oneOf,
} from './expectations.ts';
import { aMetricWidget } from './metric-widget.ts';

/** Widgets on a dashboard, and alarms in a widget. Source: dashboard body reference. */
const WIDGETS_LIMIT = 500;
const ALARMS_LIMIT = 100;

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

const aBody = anObject(
  {
    end: aString,
    periodOverride: oneOf('auto', 'inherit'),
    start: aString,
    variables: anArray(anObject({}), 0, 25),
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
