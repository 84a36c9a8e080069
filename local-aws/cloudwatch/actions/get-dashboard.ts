import type { GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { dashboardArn, dashboardNotFound } from '../dashboard/dashboard.ts';
import { define } from '../define.ts';

export const getDashboard = define<GetDashboardCommand>({
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
