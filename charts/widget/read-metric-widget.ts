import { VIEWS } from '../chart.ts';
import type { Annotation, MetricWidget, RowProperties } from './metric-widget.ts';
import {
  aFlag,
  aList,
  aNumber,
  anObject,
  aText,
  oneOf,
  type Reader,
  Unreadable,
} from './readers.ts';

const aColor: Reader<string> = (value, path) => {
  if (typeof value === 'string' && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)) return value;
  throw new Unreadable(path, 'is no colour such as #1f77b4');
};

const aPeriod: Reader<number> = (value, path) => {
  if (Number.isSafeInteger(value) && Number(value) > 0) return Number(value);
  throw new Unreadable(path, 'is no number of seconds');
};

const aSide = oneOf('left', 'right');

const rowProperties: Reader<RowProperties> = anObject({
  accountId: aText,
  color: aColor,
  expression: aText,
  id: aText,
  label: aText,
  period: aPeriod,
  region: aText,
  stat: aText,
  visible: aFlag,
  yAxis: aSide,
});

const aRow = aList<string | RowProperties>((part, path) =>
  typeof part === 'string' ? part : rowProperties(part, path),
);

const anAxis = anObject({ label: aText, max: aNumber, min: aNumber });

const anyAnnotation = { color: aColor, label: aText, visible: aFlag };
const aLevel = valued(
  anObject({
    ...anyAnnotation,
    fill: oneOf('above', 'below', 'none'),
    value: aNumber,
    yAxis: aSide,
  }),
);
const aMoment = valued(
  anObject({ ...anyAnnotation, fill: oneOf('before', 'after', 'none'), value: aText }),
);

const widgetProperties = anObject({
  accountId: aText,
  annotations: anObject({
    alarms: aList(aText),
    horizontal: aList(annotation(aLevel)),
    vertical: aList(annotation(aMoment)),
  }),
  end: aText,
  legend: anObject({ position: oneOf('bottom', 'right', 'hidden') }),
  liveData: aFlag,
  metrics: aList(aRow),
  period: aPeriod,
  region: aText,
  setPeriodToTimeRange: aFlag,
  singleValueFullPrecision: aFlag,
  sparkline: aFlag,
  stacked: aFlag,
  start: aText,
  stat: aText,
  timezone: aText,
  title: aText,
  view: oneOf(...VIEWS, 'table'),
  yAxis: anObject({ left: anAxis, right: anAxis }),
});

/**
 * A metric widget out of the properties that a dashboard's body has, whatever they are. What is not
 * known here is passed over, as CloudWatch does.
 */
export function readMetricWidget(properties: unknown): MetricWidget | Unreadable {
  try {
    const widget = widgetProperties(properties, '');
    return { ...widget, metrics: widget.metrics ?? [] };
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

function valued<Edge extends { readonly value?: unknown }>(
  read: Reader<Edge>,
): Reader<Edge & { readonly value: NonNullable<Edge['value']> }> {
  return (json, path) => {
    const edge = read(json, path);
    const { value } = edge;
    if (value === undefined || value === null) throw new Unreadable(path, 'has no value');
    return { ...edge, value };
  };
}

/** A line, or a band between two of them. */
function annotation<Edge>(edge: Reader<Edge>): Reader<Annotation<Edge>> {
  return (value, path) => {
    if (!Array.isArray(value)) return edge(value, path);
    const [first, second] = aList(edge)(value, path);
    if (first === undefined || second === undefined || value.length > 2) {
      throw new Unreadable(path, 'is no pair');
    }
    return [first, second];
  };
}
