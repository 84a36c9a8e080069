import { paginateListStacks } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { ListStreamsCommand } from '@aws-sdk/client-kinesis';
import type { Cloud } from '../../src/contract.ts';

/**
 * All that an account holds in a region of what a workshop could make, whoever made it, as AWS's own
 * lists tell it: the workshop's checks have no part in it.
 */
export async function everythingIn({
  cloudformation,
  cloudwatch,
  kinesis,
}: Cloud): Promise<string[]> {
  const stacks: string[] = [];
  for await (const page of paginateListStacks({ client: cloudformation }, {})) {
    for (const { StackName, StackStatus } of page.StackSummaries ?? []) {
      if (StackStatus !== 'DELETE_COMPLETE') stacks.push(`stack ${StackName} ${StackStatus}`);
    }
  }
  const { StreamNames = [] } = await kinesis.send(new ListStreamsCommand({}));
  const { DashboardEntries = [] } = await cloudwatch.send(new ListDashboardsCommand({}));
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
  );
  return [
    ...stacks,
    ...StreamNames.map((name) => `stream ${name}`),
    ...DashboardEntries.map(({ DashboardName }) => `dashboard ${DashboardName}`),
    ...[...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => `alarm ${AlarmName}`),
  ];
}
