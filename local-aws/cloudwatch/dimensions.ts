import type { Dimension } from '@aws-sdk/client-cloudwatch';
import type { Conformed } from '../action.ts';
import type { MetricIdentity } from './metric-store.ts';

/** The API's list of dimensions as the map that makes a metric's identity. */
export function dimensionMap(dimensions: readonly Conformed<Dimension>[] = []) {
  const map: Record<string, string> = Object.create(null);
  for (const { Name, Value } of dimensions) map[Name] = Value;
  return map;
}

/** A metric's dimensions as the API lists them, by name. */
export function dimensionList({ dimensions }: MetricIdentity): Dimension[] {
  return Object.entries(dimensions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Name, Value]) => ({ Name, Value }));
}
