import type { DeleteDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { dashboardNotFound } from '../dashboard/dashboard.ts';
import { define } from '../define.ts';
import { invalidValue } from '../refusals.ts';
import { tooMany } from '../sentences.ts';

/** Dashboards a request. Source: API reference, DeleteDashboards. */
const NAMES_LIMIT = 100;

/** Deletes what is there, also when other names are unknown: AWS says that it deletes as many as it can. */
export const deleteDashboards = define<DeleteDashboardsCommand>({
  run({ DashboardNames }, { state }) {
    if (DashboardNames.length === 0) throw invalidValue('Need at least 1 dashboard');
    if (DashboardNames.length > NAMES_LIMIT)
      throw invalidValue(tooMany('DashboardNames', NAMES_LIMIT));
    const unknown = [...new Set(DashboardNames)].filter((name) => !state.dashboards.delete(name));
    if (unknown.length > 0) {
      throw dashboardNotFound(`The specified dashboard does not exist. [${unknown.join(', ')}]`);
    }
  },
});
