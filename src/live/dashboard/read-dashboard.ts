import { paginateListDashboards } from '@aws-sdk/client-cloudwatch';
import type { Range } from '../../../charts/chart.ts';
import { anObject, aText, isObject, Unreadable } from '../../../charts/widget/readers.ts';
import { widgetRange } from '../../../charts/widget/widget-time.ts';
import type { Cloud, Workshop } from '../../contract.ts';
import { dashboardBody } from '../../dashboard.ts';
import { type BodyWidget, type DashboardBody, readBody } from '../../dashboard-body.ts';
import { MINUTE_MS } from '../../minutes.ts';
import type { DashboardModel, WidgetModel } from '../models.ts';
import { alarmWidget } from './alarm-widget.ts';
import type { Content } from './content.ts';
import { metricsOfRound } from './metric-data.ts';
import { metricWidget, type Round } from './metric-widget.ts';
import { NotDrawn } from './not-drawn.ts';
import { placed } from './places.ts';

/** Widgets that are asked for side by side. */
const AT_ONCE = 8;

/**
 * Reads a dashboard and all that it shows. What CloudWatch bills of it is the metrics that
 * GetMetricData is asked for, a search by what it finds: at 4 shards the workshop's own dashboard
 * asks for 20 metrics a round, 0.0002 USD at 0.01 USD a thousand.
 *
 * @param minutes before now; undefined for the time range of the dashboard
 * @throws the SDK's error where the dashboard as a whole can not be read
 */
export async function readDashboard(
  workshop: Workshop,
  name: string,
  minutes: number | undefined,
): Promise<DashboardModel> {
  const { cloud } = workshop;
  const [names, text] = await Promise.all([dashboardNames(cloud), dashboardBody(workshop, name)]);
  const nowMs = cloud.now();
  const body = text === undefined ? undefined : parsed(text);
  const range = rangeOf(body, minutes, nowMs);
  const model = { name, names, range, widgets: [], problem: '' };
  if (text === undefined) return { ...model, problem: `There is no dashboard ${name}.` };
  if (body === undefined) return { ...model, problem: `The body of ${name} is not JSON.` };
  const { periodOverride, widgets } = body;
  if (widgets.length === 0) return { ...model, problem: `Dashboard ${name} has no widgets.` };
  const askForMetrics = metricsOfRound(cloud);
  const round: Round = { workshop, range, nowMs, periodOverride, askForMetrics };
  return { ...model, widgets: await widgetModels(widgets, round) };
}

async function dashboardNames(cloud: Cloud): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListDashboards({ client: cloud.cloudwatch }, {})) {
    names.push(
      ...(page.DashboardEntries ?? []).flatMap(({ DashboardName }) => DashboardName ?? []),
    );
  }
  return names.sort();
}

function parsed(body: string): DashboardBody | undefined {
  try {
    return readBody(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What was chosen, or what the dashboard says; three hours where that is no time. */
function rangeOf(
  body: DashboardBody | undefined,
  minutes: number | undefined,
  nowMs: number,
): Range {
  if (minutes !== undefined) return { startMs: nowMs - minutes * MINUTE_MS, endMs: nowMs };
  const { start, end } = body ?? {};
  return widgetRange({ start, end }, nowMs) ?? { startMs: nowMs - 180 * MINUTE_MS, endMs: nowMs };
}

async function widgetModels(widgets: readonly BodyWidget[], round: Round): Promise<WidgetModel[]> {
  const all = placed(widgets);
  const models: WidgetModel[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE) {
    const some = all
      .slice(first, first + AT_ONCE)
      .map(async ({ widget, place }) => ({ ...place, ...(await contentOf(widget, round)) }));
    models.push(...(await Promise.all(some)));
  }
  return models;
}

const textProperties = anObject({ markdown: aText });

async function contentOf({ type, properties }: BodyWidget, round: Round): Promise<Content> {
  try {
    switch (type) {
      case 'metric':
        return await metricWidget(properties, round);
      case 'alarm':
        return await alarmWidget(properties, round.workshop.cloud);
      case 'text':
        return { kind: 'text', markdown: textProperties(properties, '').markdown ?? '' };
      default:
        throw new NotDrawn(
          `This page draws no widgets ${type === '' ? 'without a type' : `of the type ${type}`}`,
        );
    }
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof NotDrawn)) throw error;
    const { title } = isObject(properties) ? properties : {};
    return {
      kind: 'not drawn',
      title: typeof title === 'string' ? title : '',
      reason: error.message,
    };
  }
}
