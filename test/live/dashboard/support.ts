import {
  type GetDashboardOutput,
  type GetMetricDataOutput,
  type MetricDataResult,
  PutDashboardCommand,
  PutMetricDataCommand,
  type StandardUnit,
} from '@aws-sdk/client-cloudwatch';
import type { Workshop } from '../../../src/contract.ts';
import { readDashboard } from '../../../src/live/dashboard/read-dashboard.ts';
import type { DashboardModel, WidgetModel } from '../../../src/live/models.ts';
import { withWorkshop } from '../../support/workshop.ts';

const NAME = 'gallery';

interface MetricOptions {
  readonly times?: number;
  readonly region?: string;
  readonly unit?: StandardUnit;
  /** its newest minute */
  readonly untilMs?: number;
}

/**
 * Puts ten minutes of the metric `In` of the namespace `N`, with a dimension `D`: 1 to 10, the newest
 * last, which is the newest complete minute where `withLocalAws` starts its clock.
 */
export async function putMetric(
  { cloud }: Workshop,
  value: string,
  options: MetricOptions = {},
): Promise<void> {
  const { times = 1, region = cloud.region, unit = 'None' } = options;
  const { untilMs = Date.parse('2026-06-01T11:59:00Z') } = options;
  await cloud.cloudwatchIn(region).send(
    new PutMetricDataCommand({
      Namespace: 'N',
      MetricData: Array.from({ length: 10 }, (_, minute) => ({
        MetricName: 'In',
        Dimensions: [{ Name: 'D', Value: value }],
        Timestamp: new Date(untilMs - (9 - minute) * 60_000),
        Value: (minute + 1) * times,
        Unit: unit,
      })),
    }),
  );
}

/** A row of it. */
export const aRow = (value: string, properties = {}) => ['N', 'In', 'D', value, properties];

export interface Gallery {
  readonly workshop: Workshop;
  /** The dashboard of this body; CloudWatch has to take it. */
  show(body: object, minutes?: number): Promise<DashboardModel>;
  /** The one widget of a dashboard; a metric widget unless told. */
  widget(properties: object, type?: string): Promise<WidgetModel>;
}

/** A local AWS with the metric `In` of `a` and, ten times as high, of `b`. */
export async function withGallery(use: (gallery: Gallery) => Promise<void>): Promise<void> {
  await withWorkshop(async (workshop) => {
    await putMetric(workshop, 'a');
    await putMetric(workshop, 'b', { times: 10 });
    const show = async (body: object, minutes?: number) => {
      await workshop.cloud.cloudwatch.send(
        new PutDashboardCommand({ DashboardName: NAME, DashboardBody: JSON.stringify(body) }),
      );
      return readDashboard(workshop, NAME, minutes);
    };
    await use({
      workshop,
      show,
      widget: async (properties, type = 'metric') => {
        const { widgets } = await show({ start: '-PT15M', widgets: [{ type, properties }] });
        const [widget] = widgets;
        if (widget === undefined) throw new Error('The dashboard has no widget');
        return widget;
      },
    });
  });
}

/** A CloudWatch that answers GetDashboard with a body that it would never have taken. */
export async function readBodyAs(workshop: Workshop, body: string): Promise<DashboardModel> {
  await workshop.cloud.cloudwatch.send(
    new PutDashboardCommand({ DashboardName: NAME, DashboardBody: '{"widgets":[]}' }),
  );
  workshop.cloud.cloudwatch.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const output = result.output as GetDashboardOutput;
      if (output.DashboardBody !== undefined) output.DashboardBody = body;
      return result;
    },
    { step: 'initialize', name: 'body', override: true },
  );
  return readDashboard(workshop, NAME, undefined);
}

/** A CloudWatch that answers GetMetricData otherwise. */
export function changeResults(
  { cloud }: Workshop,
  change: (result: MetricDataResult) => void,
): void {
  cloud.cloudwatch.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { MetricDataResults = [] } = result.output as GetMetricDataOutput;
      for (const series of MetricDataResults) change(series);
      return result;
    },
    { step: 'initialize', name: 'changeResults' },
  );
}

/** What a chart shows, in short: `label: sum of its points`. */
export function sums(widget: WidgetModel): string[] {
  if (widget.kind !== 'metric') throw new Error(`It is ${widget.kind}: ${JSON.stringify(widget)}`);
  return widget.chart.lines.map(
    ({ label, points }) => `${label}: ${points.reduce((sum, [, value]) => sum + value, 0)}`,
  );
}
