import { array, type TimeSeries, type Value, wrongType } from './values.ts';

/** Applies `map` to a series, or to each of an array. */
export function mapSeries(
  value: Value | undefined,
  map: (series: TimeSeries) => TimeSeries,
  name: string,
): Value {
  if (value?.kind === 'series') return map(value);
  if (value?.kind === 'array') return array(value.items.map(map));
  throw wrongType(name, 'a time series or an array of time series', value);
}
