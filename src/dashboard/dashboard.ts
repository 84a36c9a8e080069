import { GetDashboardCommand, paginateListDashboards } from '@aws-sdk/client-cloudwatch';
import { whole } from '../aws/whole.ts';
import type { Cloud, Workshop } from '../contract.ts';

/**
 * The body of the workshop's dashboard, or of another one, verbatim; undefined when there is none of
 * its name.
 */
export async function dashboardBody(
  { cloud, config }: Workshop,
  name = config.names.dashboard,
): Promise<string | undefined> {
  try {
    const answer = await cloud.cloudwatch.send(new GetDashboardCommand({ DashboardName: name }));
    return whole('GetDashboard', answer, 'DashboardBody').DashboardBody;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Every dashboard of the account. */
export async function dashboardNames(cloud: Cloud): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListDashboards({ client: cloud.cloudwatch }, {})) {
    const { DashboardEntries } = whole('ListDashboards', page, 'DashboardEntries');
    names.push(
      ...DashboardEntries.map(
        (entry) => whole('ListDashboards', entry, 'DashboardName').DashboardName,
      ),
    );
  }
  return names.sort();
}

/** Both names share the Query code `ResourceNotFound`, and the SDK picks either of them. */
function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error && ['DashboardNotFoundError', 'ResourceNotFound'].includes(error.name)
  );
}
