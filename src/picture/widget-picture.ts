import { GetMetricWidgetImageCommand } from '@aws-sdk/client-cloudwatch';
import type { Cloud, Workshop } from '../contract.ts';
import { dashboardBody } from '../dashboard/dashboard.ts';
import { type BodyWidget, readBody } from '../dashboard/dashboard-body.ts';
import { WorkshopError } from '../errors.ts';

/** Of a cell of a dashboard's grid; of a picture's edge at most. Source: GetMetricWidgetImage. */
const CELL_PIXELS = 60;
const LONGEST_EDGE_PIXELS = 2_000;
/** A widget that tells no size has so many cells. Source: dashboard body structure. */
const DEFAULT_CELLS = 6;

/**
 * A metric widget as PNG, drawn by CloudWatch.
 *
 * @param widget its JSON, as GetMetricWidgetImage takes it
 * @throws AWS's own error when it refuses to draw
 */
export async function widgetPicture(
  { cloudwatch }: Pick<Cloud, 'cloudwatch'>,
  widget: string,
): Promise<Uint8Array> {
  const { MetricWidgetImage } = await cloudwatch.send(
    new GetMetricWidgetImageCommand({ MetricWidget: widget }),
  );
  if (MetricWidgetImage !== undefined) return MetricWidgetImage;
  throw new WorkshopError('cannot-tell', 'CloudWatch answered without an image', 'Try again');
}

export interface DashboardWidget {
  /** The dashboard's. */
  readonly name: string;
  /** of its metric widgets, counted from 1 in the order of the body */
  readonly widget: number;
  /** before now; as the widget or its dashboard says when undefined */
  readonly minutes: number | undefined;
}

/**
 * A metric widget of a dashboard as PNG, in the shape that it has there.
 *
 * @throws {WorkshopError} `not-found` without such a dashboard or widget
 */
export async function dashboardPicture(
  workshop: Workshop,
  { name, widget, minutes }: DashboardWidget,
): Promise<Uint8Array> {
  const { cloud } = workshop;
  const json = await dashboardBody(workshop, name);
  if (json === undefined) {
    throw new WorkshopError(
      'not-found',
      `Dashboard ${name} does not exist in ${cloud.region}.`,
      `Look at the names there are: aws cloudwatch list-dashboards ${cloud.cliOptions}`,
    );
  }
  const body = readBody(json);
  const metricWidgets = body.widgets.filter(({ type }) => type === 'metric');
  const chosen = metricWidgets[widget - 1];
  if (chosen === undefined) {
    const { length } = metricWidgets;
    const has = length === 1 ? '1 metric widget' : `${length} metric widgets`;
    throw new WorkshopError(
      'not-found',
      `Dashboard ${name} has ${has}: there is no ${widget}.`,
      '',
    );
  }
  const { start, end } = body;
  const properties = {
    ...sizeOf(chosen),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(chosen.properties as object),
    ...(minutes !== undefined && { start: `-PT${minutes}M`, end: 'PT0H' }),
  };
  return widgetPicture(cloud, JSON.stringify(properties));
}

function sizeOf({ width, height }: BodyWidget): { width: number; height: number } {
  return { width: edge(width), height: edge(height) };
}

function edge(cells: unknown): number {
  const count = typeof cells === 'number' ? cells : DEFAULT_CELLS;
  return Math.min(LONGEST_EDGE_PIXELS, count * CELL_PIXELS);
}
