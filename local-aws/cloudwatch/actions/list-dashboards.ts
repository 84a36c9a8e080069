import type { ListDashboardsCommandOutput, ListDashboardsInput } from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import { dashboardArn } from '../dashboard/dashboard.ts';
import { readToken, writeToken } from '../next-token.ts';
import { invalidValue } from '../refusals.ts';
import type { CloudWatchState } from '../state.ts';

/** Dashboards a page. Source: API reference, ListDashboards. */
const PAGE = 1000;

/** By name, in code-unit order. */
export const listDashboards = defineAction<
  CloudWatchState,
  ListDashboardsInput,
  ListDashboardsCommandOutput
>({
  run({ DashboardNamePrefix = '', NextToken }, { state, account }) {
    const after = NextToken === undefined ? '' : readToken(NextToken);
    if (typeof after !== 'string') throw invalidValue('Request parameter NextToken is invalid');
    const matching = [...state.dashboards]
      .filter(([name]) => name.startsWith(DashboardNamePrefix) && name > after)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const page = matching.slice(0, PAGE);
    const last = page.at(-1);
    return {
      DashboardEntries: page.map(([name, { body, lastModifiedMs }]) => ({
        DashboardName: name,
        DashboardArn: dashboardArn(account, name),
        LastModified: new Date(lastModifiedMs),
        Size: Buffer.byteLength(body),
      })),
      ...(matching.length > PAGE && last !== undefined && { NextToken: writeToken(last[0]) }),
    };
  },
});
