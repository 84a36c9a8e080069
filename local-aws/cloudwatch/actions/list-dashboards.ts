import type { ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { dashboardArn } from '../dashboard/dashboard.ts';
import { define } from '../define.ts';
import { pageOf } from '../page.ts';
import { invalidToken } from '../refusals.ts';

/** Dashboards a page. Source: API reference, ListDashboards. */
const PAGE = 1000;

export const listDashboards = define<ListDashboardsCommand>({
  run({ DashboardNamePrefix = '', NextToken }, { state, account }) {
    const matching = [...state.dashboards].filter(([name]) => name.startsWith(DashboardNamePrefix));
    const { page, ...more } = pageOf(matching, ([name]) => name, PAGE, NextToken, invalidToken);
    return {
      DashboardEntries: page.map(([name, { body, lastModifiedMs }]) => ({
        DashboardName: name,
        DashboardArn: dashboardArn(account, name),
        LastModified: new Date(lastModifiedMs),
        Size: Buffer.byteLength(body),
      })),
      ...more,
    };
  },
});
