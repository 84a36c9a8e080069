import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { writtenOut } from './metric-names.ts';
import type { MetricRow, MetricWidget, RowProperties } from './metric-widget.ts';

/** Source: GetMetricWidgetImage, metric widget structure. */
const DEFAULT_PERIOD_SECONDS = 300;
const DEFAULT_STATISTIC = 'Average';

/** One row of a widget as GetMetricData takes it, with what it says of the drawing. */
export interface WidgetQuery {
  readonly query: MetricDataQuery & { Id: string };
  readonly properties: RowProperties;
}

/** A widget's rows as queries, in their order; hidden ones return no data, but feed expressions. */
export function widgetQueries(widget: MetricWidget): WidgetQuery[] {
  const rows = widget.metrics.map(partsOf);
  const taken = new Set(rows.map(({ properties }) => properties.id));
  let above: readonly string[] = [];
  return rows.map(({ names, properties }, index) => {
    const { expression, label, accountId = widget.accountId } = properties;
    if (expression === undefined) above = writtenOut(names, above) ?? [];
    const Period = properties.period ?? widget.period ?? DEFAULT_PERIOD_SECONDS;
    return {
      properties,
      query: {
        Id: properties.id ?? freeId(index, taken),
        ReturnData: properties.visible !== false,
        ...(label !== undefined && { Label: label }),
        ...(accountId !== undefined && { AccountId: accountId }),
        ...(expression === undefined
          ? { MetricStat: { Metric: metricOf(above), Period, Stat: statOf(properties, widget) } }
          : { Expression: expression, Period }),
      },
    };
  });
}

export function partsOf(row: MetricRow): { names: string[]; properties: RowProperties } {
  const names = row.filter((part) => typeof part === 'string');
  const properties = row.find((part) => typeof part === 'object');
  return { names, properties: properties ?? {} };
}

function metricOf([Namespace = '', MetricName = '', ...pairs]: readonly string[]) {
  const Dimensions = pairs.flatMap((Name, at) =>
    at % 2 === 0 ? [{ Name, Value: pairs[at + 1] ?? '' }] : [],
  );
  return { Namespace, MetricName, Dimensions };
}

function statOf(properties: RowProperties, widget: MetricWidget): string {
  return properties.stat ?? widget.stat ?? DEFAULT_STATISTIC;
}

function freeId(index: number, taken: Set<string | undefined>): string {
  let id = `row${index + 1}`;
  while (taken.has(id)) id = `${id}_`;
  taken.add(id);
  return id;
}
