import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import {
  ListTagsForResourceCommand,
  ResourceNotFoundException as NoSuchAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import {
  ListTagsForStreamCommand,
  paginateListStreams,
  type StreamSummary,
} from '@aws-sdk/client-kinesis';
import { alarmedMetrics } from '../alarmed-metrics.ts';
import { whole } from '../aws/whole.ts';
import type { Workshop } from '../contract.ts';
import { dashboardBody } from '../dashboard/dashboard.ts';
import { chartedMetrics } from '../dashboard/dashboard-body.ts';
import { type DescribedStack, describedStacks, isOurs } from '../stack/stack.ts';
import { isNoSuchStream } from '../stream/shards.ts';
import { describeStream } from '../stream/stream.ts';

/** A tag as any service gives it. */
interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Stacks of the workshop's names or with its tag, those that are being deleted included. */
export async function leftStacks(workshop: Workshop): Promise<DescribedStack[]> {
  const { cloud, config } = workshop;
  const { stack, dashboardStack, alarmStack, fleetStack } = config.names;
  const names = [stack, dashboardStack, alarmStack, fleetStack];
  const left: DescribedStack[] = [];
  for await (const page of paginateDescribeStacks({ client: cloud.cloudformation }, {})) {
    for (const found of describedStacks(page)) {
      if (found.StackStatus === 'DELETE_COMPLETE') continue;
      if (names.includes(found.StackName) || isOurs(workshop, found)) left.push(found);
    }
  }
  return left;
}

/** Streams of the workshop's name or with its tag, those that are being deleted included. */
export async function leftStreams(
  workshop: Workshop,
): Promise<Pick<StreamSummary, 'StreamName' | 'StreamStatus'>[]> {
  const { kinesis } = workshop.cloud;
  const named = await describeStream(workshop);
  const tagged: StreamSummary[] = [];
  for await (const page of paginateListStreams({ client: kinesis }, {})) {
    for (const found of whole('ListStreams', page, 'StreamSummaries').StreamSummaries) {
      const summary = whole('ListStreams', found, 'StreamName', 'StreamStatus');
      const { StreamName } = summary;
      if (StreamName === workshop.config.names.stream) continue;
      const tags = await kinesis
        .send(new ListTagsForStreamCommand({ StreamName }))
        .then((answer) => whole('ListTagsForStream', answer, 'Tags').Tags)
        .catch(noneIf(isNoSuchStream));
      if (tagValue(workshop, tags) === workshop.config.tag.value) tagged.push(summary);
    }
  }
  return named === undefined ? tagged : [named, ...tagged];
}

/** The workshop's dashboard, by its name; a dashboard in a stack carries no tag. */
export async function leftDashboard(workshop: Workshop): Promise<string | undefined> {
  const { dashboard, stream } = workshop.config.names;
  const body = await dashboardBody(workshop);
  if (body === undefined) return undefined;
  const charted = chartedMetrics(body);
  // Dashboards are global: one of this name may belong to a walk in another region.
  const isElsewhere =
    charted.length > 0 &&
    charted.every(
      ({ region, dimensions }) =>
        region !== workshop.cloud.region || dimensions.StreamName !== stream,
    );
  return isElsewhere ? undefined : dashboard;
}

/**
 * Alarms with the workshop's tag, and those without any that are named after the workshop's stream
 * and watch it: another participant's stream has a name that goes on from this one's.
 */
export async function leftAlarms(workshop: Workshop): Promise<string[]> {
  const { cloud, config } = workshop;
  const { stream } = config.names;
  const left: string[] = [];
  const pages = paginateDescribeAlarms(
    { client: cloud.cloudwatch },
    { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
  );
  for await (const page of pages) {
    const { MetricAlarms, CompositeAlarms } = whole(
      'DescribeAlarms',
      page,
      'MetricAlarms',
      'CompositeAlarms',
    );
    for (const alarm of [...MetricAlarms, ...CompositeAlarms]) {
      const { AlarmName, AlarmArn } = whole('DescribeAlarms', alarm, 'AlarmName', 'AlarmArn');
      const tags = await cloud.cloudwatch
        .send(new ListTagsForResourceCommand({ ResourceARN: AlarmArn }))
        .then((answer) => whole('ListTagsForResource', answer, 'Tags').Tags)
        .catch(noneIf((error) => error instanceof NoSuchAlarm));
      const value = tagValue(workshop, tags);
      const isNamed = AlarmName.startsWith(stream) && alarmedMetrics(alarm, stream) > 0;
      if (value === config.tag.value || (value === undefined && isNamed)) left.push(AlarmName);
    }
  }
  return left;
}

function tagValue({ config }: Workshop, tags: readonly Tag[]): string | undefined {
  return tags.find(({ Key }) => Key === config.tag.key)?.Value;
}

/** What went away between two calls has no tags. */
function noneIf(isGone: (error: unknown) => boolean): (error: unknown) => Tag[] {
  return (error) => {
    if (isGone(error)) return [];
    throw error;
  };
}
