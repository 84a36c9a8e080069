import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import type { Workshop } from './contract.ts';
import { isOurs } from './stack.ts';
import { describeStream } from './stream.ts';

/** One kind of resource, looked up by its own API after cleaning up. */
export interface Proof {
  /** `No stack of this workshop is left` */
  readonly title: string;
  /** What is left, by name; empty when the proof holds. */
  readonly left: readonly string[];
}

/**
 * Reads what there still is of this workshop: its stacks by tag and by name, its stream and its
 * dashboard by name. Nothing is concluded from what a clean-up did.
 */
export async function findLeftovers(workshop: Workshop): Promise<Proof[]> {
  const [stacks, streams, dashboards] = await Promise.all([
    leftStacks(workshop),
    leftStreams(workshop),
    leftDashboards(workshop),
  ]);
  return [
    { title: 'No stack of this workshop is left', left: stacks },
    { title: 'No stream of this workshop is left', left: streams },
    { title: 'No dashboard of this workshop is left', left: dashboards },
  ];
}

async function leftStacks(workshop: Workshop): Promise<string[]> {
  const { cloud, config } = workshop;
  const names = [config.names.stack, config.names.dashboardStack];
  const left: string[] = [];
  for await (const page of paginateDescribeStacks({ client: cloud.cloudformation }, {})) {
    for (const stack of page.Stacks ?? []) {
      const name = String(stack.StackName);
      if (stack.StackStatus === 'DELETE_COMPLETE') continue;
      if (names.includes(name) || isOurs(workshop, stack)) left.push(name);
    }
  }
  return left;
}

async function leftStreams(workshop: Workshop): Promise<string[]> {
  return (await describeStream(workshop)) === undefined ? [] : [workshop.config.names.stream];
}

async function leftDashboards({ cloud, config }: Workshop): Promise<string[]> {
  const { DashboardEntries = [] } = await cloud.cloudwatch.send(
    new ListDashboardsCommand({ DashboardNamePrefix: config.names.dashboard }),
  );
  return DashboardEntries.map(({ DashboardName }) => String(DashboardName)).filter(
    (name) => name === config.names.dashboard,
  );
}
