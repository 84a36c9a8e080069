import type { GetDashboardCommandOutput, GetDashboardInput } from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import { dashboardArn, dashboardNotFound } from '../dashboard/dashboard.ts';
import type { CloudWatchState } from '../state.ts';

export const getDashboard = defineAction<
  CloudWatchState,
  GetDashboardInput,
  GetDashboardCommandOutput
>({
  run({ DashboardName }, { state, account }) {
    const dashboard = state.dashboards.get(DashboardName);
    if (dashboard === undefined) {
      throw dashboardNotFound(`Dashboard ${DashboardName} does not exist`);
    }
    return {
      DashboardArn: dashboardArn(account, DashboardName),
      DashboardBody: dashboard.body,
      DashboardName,
    };
  },
});
