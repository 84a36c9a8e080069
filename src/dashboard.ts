import { GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import type { Workshop } from './contract.ts';

/**
 * The body of the workshop's dashboard, or of another one, verbatim; undefined when there is none of
 * its name.
 */
export async function dashboardBody(
  { cloud, config }: Workshop,
  name = config.names.dashboard,
): Promise<string | undefined> {
  try {
    const { DashboardBody } = await cloud.cloudwatch.send(
      new GetDashboardCommand({ DashboardName: name }),
    );
    return DashboardBody ?? '';
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Both names share the Query code `ResourceNotFound`, and the SDK picks either of them. */
function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error && ['DashboardNotFoundError', 'ResourceNotFound'].includes(error.name)
  );
}
