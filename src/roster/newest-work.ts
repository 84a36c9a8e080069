import { ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import type { Workshop } from '../contract.ts';
import { dashboardBody } from '../dashboard/dashboard.ts';
import { newestMinute } from '../insight/counts.ts';
import { MINUTE_MS, minuteOf, sinceCreated } from '../minutes.ts';
import { describeStack, isOurs } from '../stack/stack.ts';
import { minuteSums, rowsByTime } from '../stream/metric-rows.ts';
import { describeStream } from '../stream/stream.ts';

/** Older records tell nobody who is stuck in a lesson. */
const RECORDS_SINCE_MS = 24 * 60 * MINUTE_MS;

/**
 * When the newest work was that AWS shows: a stack that was made or changed, the stream, the
 * dashboard, a minute with records. What can not be read, as without the right to, tells nothing.
 *
 * @returns cloud milliseconds since the epoch; undefined where AWS shows none
 */
export async function newestWorkMs(workshop: Workshop): Promise<number | undefined> {
  const { stack, alarmStack } = workshop.config.names;
  const shown = await Promise.allSettled([
    stackMs(workshop, stack),
    stackMs(workshop, alarmStack),
    dashboardMs(workshop),
    streamMs(workshop),
  ]);
  const times = shown.flatMap((one) => (one.status === 'fulfilled' ? (one.value ?? []) : []));
  return times.length === 0 ? undefined : Math.max(...times);
}

async function stackMs(workshop: Workshop, name: string): Promise<number | undefined> {
  const stack = await describeStack(workshop, name);
  if (stack === undefined || !isOurs(workshop, stack)) return undefined;
  return (stack.LastUpdatedTime ?? stack.CreationTime)?.getTime();
}

/** Of its stack; where somebody made it by hand, only a list tells it. */
async function dashboardMs(workshop: Workshop): Promise<number | undefined> {
  const { cloud, config } = workshop;
  const { dashboard, dashboardStack } = config.names;
  const ofStack = await stackMs(workshop, dashboardStack);
  if (ofStack !== undefined || (await dashboardBody(workshop)) === undefined) return ofStack;
  const { DashboardEntries = [] } = await cloud.cloudwatch.send(
    new ListDashboardsCommand({ DashboardNamePrefix: dashboard }),
  );
  return DashboardEntries.find(
    ({ DashboardName }) => DashboardName === dashboard,
  )?.LastModified?.getTime();
}

/** When it was made, or when its newest records came: they are counted for each stream, always. */
async function streamMs(workshop: Workshop): Promise<number | undefined> {
  const { cloud, config } = workshop;
  const stream = await describeStream(workshop);
  if (stream === undefined) return undefined;
  const createdMs = stream.StreamCreationTimestamp?.getTime() ?? 0;
  const endMs = minuteOf(cloud.now()) + MINUTE_MS;
  const row = minuteSums('AWS/Kinesis', 'IncomingRecords', { StreamName: config.names.stream });
  const window = sinceCreated({ startMs: endMs - RECORDS_SINCE_MS, endMs }, createdMs);
  const counts = await rowsByTime(cloud, new Map([['stream', row]]), window);
  const newest = newestMinute(counts);
  if (newest === undefined) return createdMs;
  return Math.min(newest + MINUTE_MS, cloud.now());
}
