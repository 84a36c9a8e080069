import type { Json } from './contract.ts';

/** A row of a dashboard's metric widget with its shorthand written out. */
export interface ChartedMetric {
  readonly title: string;
  readonly region: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: string;
  readonly periodSeconds: number;
  /** False for a row that is there for others to compute with, and not drawn. */
  readonly visible: boolean;
  /** The account whose metric it is; '' for the dashboard's own. */
  readonly accountId: string;
}

type Json1 = { readonly [key: string]: Json };

/**
 * The metrics that a dashboard charts one by one; expressions are left out. In a row, `"."` repeats
 * one cell of the row above and `"..."` all that the row does not give itself.
 * Source: Dashboard Body Structure and Syntax, CloudWatch API reference.
 *
 * @throws {SyntaxError} when the body is not JSON
 */
export function chartedMetrics(body: string): ChartedMetric[] {
  const { widgets } = asObject(JSON.parse(body) as Json);
  return asList(widgets).flatMap((widget) => {
    const { type, properties } = asObject(widget);
    return type === 'metric' ? widgetMetrics(asObject(properties)) : [];
  });
}

function widgetMetrics(properties: Json1): ChartedMetric[] {
  const metrics: ChartedMetric[] = [];
  let above: string[] = [];
  for (const row of asList(properties.metrics)) {
    const cells = asList(row);
    const names = cells.filter((cell) => typeof cell === 'string');
    const options = asObject(cells.find((cell) => typeof cell === 'object' && cell !== null));
    if (names.length === 0) continue;
    above = writtenOut(names, above);
    const [namespace = '', metricName = '', ...pairs] = above;
    metrics.push({
      title: String(properties.title ?? ''),
      region: String(options.region ?? properties.region ?? ''),
      namespace,
      metricName,
      dimensions: Object.fromEntries(
        pairs.flatMap((name, at) => (at % 2 === 0 ? [[name, pairs[at + 1] ?? '']] : [])),
      ),
      // Average and five minutes are what CloudWatch takes where a widget is silent.
      stat: String(options.stat ?? properties.stat ?? 'Average'),
      periodSeconds: Number(options.period ?? properties.period ?? 300),
      visible: options.visible !== false,
      accountId: String(options.accountId ?? properties.accountId ?? ''),
    });
  }
  return metrics;
}

function writtenOut(names: readonly string[], above: readonly string[]): string[] {
  const [first, ...rest] = names;
  if (first === '...') return [...above.slice(0, above.length - rest.length), ...rest];
  return names.map((name, at) => (name === '.' ? (above[at] ?? '') : name));
}

function asObject(value: Json | undefined): Json1 {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json1)
    : {};
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
