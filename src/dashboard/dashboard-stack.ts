import type { Tell, Workshop } from '../contract.ts';
import { deployStack, type StackSpecification } from '../stack/deploy-stack.ts';
import type { ListedShard } from '../stream/shards.ts';

/**
 * The stack with the dashboard.
 *
 * @param shardIds separated by commas
 */
export function dashboardStack({ config }: Workshop, shardIds: string): StackSpecification {
  const { dashboardStack, stream, dashboard } = config.names;
  return {
    name: dashboardStack,
    template: '04-dashboard.yaml',
    parameters: { StreamName: stream, DashboardName: dashboard, ShardIds: shardIds },
  };
}

/** Deploys the dashboard for these shards, the closed ones too: what they took is still charted. */
export async function deployDashboard(
  workshop: Workshop,
  shards: readonly ListedShard[],
  tell: Tell,
): Promise<void> {
  const shardIds = shards.map(({ shardId }) => shardId).join(',');
  await deployStack(workshop, dashboardStack(workshop, shardIds), tell);
}
