import { defineService, type Scope, type Service } from '../action.ts';
import { GLOBAL_REGION } from '../partition.ts';
import { deleteDashboards } from './actions/delete-dashboards.ts';
import { getDashboard } from './actions/get-dashboard.ts';
import { getMetricData } from './actions/get-metric-data.ts';
import { getMetricStatistics } from './actions/get-metric-statistics.ts';
import { listDashboards } from './actions/list-dashboards.ts';
import { listMetrics } from './actions/list-metrics.ts';
import { putDashboard } from './actions/put-dashboard.ts';
import { putMetricData } from './actions/put-metric-data.ts';
import { invalid } from './invalid.ts';
import { CloudWatchState } from './state.ts';

export const cloudwatch: Service<CloudWatchState> = defineService<CloudWatchState>({
  name: 'cloudwatch',
  signingName: 'monitoring',
  targetPrefix: 'GraniteServiceVersion20100801',
  rpcName: 'GraniteServiceVersion20100801',
  apiVersion: '2010-08-01',
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  schemas: () => import('@aws-sdk/client-cloudwatch'),
  actions: {
    DeleteDashboards: deleteDashboards,
    GetDashboard: getDashboard,
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListDashboards: listDashboards,
    ListMetrics: listMetrics,
    PutDashboard: putDashboard,
    PutMetricData: putMetricData,
  },
  createState,
  invalid,
});

function createState({ account, region, partition }: Scope): CloudWatchState {
  if (region === GLOBAL_REGION) return new CloudWatchState();
  return new CloudWatchState(partition.state(cloudwatch, account, GLOBAL_REGION).dashboards);
}
