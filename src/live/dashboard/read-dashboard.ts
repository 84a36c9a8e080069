import { widgetRange } from '../../../charts/widget/widget-time.ts';
import { again } from '../../again.ts';
import type { Workshop } from '../../contract.ts';
import { dashboardBody, dashboardNames } from '../../dashboard/dashboard.ts';
import { type BodyWidget, type DashboardBody, readBody } from '../../dashboard/dashboard-body.ts';
import { MINUTE_MS } from '../../minutes.ts';
import type { DashboardModel, WidgetModel } from '../models.ts';
import { metricsOfRound } from './metric-data.ts';
import type { Round } from './metric-widget.ts';
import { placed } from './places.ts';
import { widgetContent } from './widget-content.ts';

/** Widgets that are asked for side by side. */
const AT_ONCE = 8;

/** Of the console, where a dashboard tells no time. */
const DEFAULT_MINUTES = 180;

/**
 * Reads a dashboard and all that it shows. What CloudWatch bills of it is the metrics that
 * GetMetricData is asked for, a search by what it finds: at 4 shards the workshop's own dashboard
 * asks for 20 metrics a round: 0.0002 USD at 0.01 USD a thousand, 0.012 USD an hour if once a
 * minute. Three of its charts are of the same metric, but no two ask for just the same.
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
  const latest = (length: number) => ({ startMs: nowMs - length * MINUTE_MS, endMs: nowMs });
  const body = text === undefined ? undefined : parsed(text);
  const own = widgetRange({ start: body?.start, end: body?.end }, nowMs);
  const range = minutes === undefined ? (own ?? latest(DEFAULT_MINUTES)) : latest(minutes);
  const model = { name, names, range };
  if (text === undefined) {
    return { ...model, widgets: [], problem: noDashboard(workshop, name) };
  }
  if (body === undefined) {
    return { ...model, widgets: [], problem: `The body of ${name} is not JSON.` };
  }
  const { periodOverride } = body;
  const round = { workshop, range, nowMs, periodOverride, askForMetrics: metricsOfRound(cloud) };
  return {
    ...model,
    widgets: await widgetModels(body.widgets, round),
    problem: problemOf(body, own === undefined),
  };
}

function noDashboard({ cloud, config }: Workshop, name: string): string {
  if (name !== config.names.dashboard) return `There is no dashboard ${name}.`;
  const command = again({ cloud }, 'workshop', '--only 4');
  return `There is no dashboard ${name} yet: step 4 deploys it. Run step 4: ${command}`;
}

function parsed(body: string): DashboardBody | undefined {
  try {
    return readBody(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function problemOf({ start, end, variables, widgets }: DashboardBody, isTimeless: boolean): string {
  const problems = [
    widgets.length === 0 && 'It has no widgets.',
    isTimeless && `${start ?? ''} to ${end ?? 'now'} is no time range.`,
    variables.length > 0 && `Its variables can not be changed here: ${variables.join(', ')}.`,
  ];
  return problems.filter(Boolean).join(' ');
}

async function widgetModels(widgets: readonly BodyWidget[], round: Round): Promise<WidgetModel[]> {
  const all = placed(widgets);
  const models: WidgetModel[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE) {
    const some = all
      .slice(first, first + AT_ONCE)
      .map(async ({ widget, place }) => ({ ...place, ...(await widgetContent(widget, round)) }));
    models.push(...(await Promise.all(some)));
  }
  return models;
}
