import { average, maximum, minimum, sum } from '../math/aggregates.ts';
import type { TimeSeries } from '../math/values.ts';
import { notImplemented } from '../refusals.ts';
import type { Surroundings } from './surroundings.ts';

/** What tells a metric from others. */
type Labelled = Pick<TimeSeries, 'periodMs' | 'source'>;

/**
 * The labels that CloudWatch gives to metrics shown together: what tells them apart. AWS was seen
 * to answer the metric's name, then the statistic and the period where they differ; where the
 * dimensions differ their values stand for the name, unless the names differ too.
 */
export function defaultLabels(metrics: readonly Labelled[]): string[] {
  const differs = (of: (metric: Labelled) => unknown) => new Set(metrics.map(of)).size > 1;
  const dimensionsOf = ({ source }: Labelled) => source?.identity.dimensions ?? {};
  const names = [...new Set(metrics.flatMap((metric) => Object.keys(dimensionsOf(metric))))];
  const telling = names.filter((name) => differs((metric) => dimensionsOf(metric)[name]));
  const nameDiffers = differs(({ source }) => source?.identity.metricName);
  const statDiffers = differs(({ source }) => source?.stat);
  const periodDiffers = differs(({ periodMs }) => periodMs);
  return metrics.map((metric) => {
    const values = telling.flatMap((name) => dimensionsOf(metric)[name] ?? []);
    return [
      ...values,
      ...(nameDiffers || values.length === 0 ? [metric.source?.identity.metricName] : []),
      ...(statDiffers ? [metric.source?.stat] : []),
      ...(periodDiffers ? [metric.periodMs / 1000] : []),
    ].join(' ');
  });
}

const DYNAMIC = /\$\{([^}]*)\}/g;

export function isDynamic(label: string): boolean {
  return label.search(DYNAMIC) !== -1;
}

/**
 * Fills in a dynamic label: `${PROP('Dim.ShardId')}`, `${LABEL}`, `${MAX}` and their like.
 * Source: user guide, use dynamic labels.
 *
 * @throws {AwsError} by name, for the values that tell times
 */
export function expandLabel(label: string, series: TimeSeries, around: Surroundings): string {
  return label.replace(DYNAMIC, (whole, inside: string) => {
    const property = /^PROP\('([^']*)'\)$/.exec(inside)?.[1];
    if (property !== undefined) return propertyOf(property, series, around);
    if (inside === 'LABEL') return series.label;
    const measure = Object.hasOwn(MEASURES, inside) ? MEASURES[inside] : undefined;
    if (measure === undefined) throw notImplemented(`the dynamic label ${whole}`);
    const values = [...series.points.values()];
    const value = measure(values);
    return values.length > 0 && Number.isFinite(value) ? String(Number(value.toFixed(3))) : '';
  });
}

const first = (values: readonly number[]) => values[0] ?? Number.NaN;
const last = (values: readonly number[]) => values.at(-1) ?? Number.NaN;

const MEASURES: Readonly<Record<string, (values: readonly number[]) => number>> = {
  AVG: average,
  DATAPOINT_COUNT: (values) => values.length,
  FIRST: first,
  FIRST_LAST_RANGE: (values) => last(values) - first(values),
  LAST: last,
  MAX: maximum,
  MIN: minimum,
  MIN_MAX_RANGE: (values) => maximum(values) - minimum(values),
  SUM: sum,
};

function propertyOf(name: string, { source, periodMs }: TimeSeries, around: Surroundings): string {
  const { namespace = '', metricName = '', dimensions = {} } = source?.identity ?? {};
  if (name.startsWith('Dim.')) {
    const dimension = name.slice('Dim.'.length);
    return Object.hasOwn(dimensions, dimension) ? (dimensions[dimension] ?? '') : '';
  }
  const property = new Map([
    ['AccountId', around.account],
    ['MetricName', metricName],
    ['Namespace', namespace],
    ['Period', String(periodMs / 1000)],
    ['Region', around.region],
    ['Stat', source?.stat ?? ''],
  ]).get(name);
  if (property === undefined) throw notImplemented(`the dynamic label \${PROP('${name}')}`);
  return property;
}
