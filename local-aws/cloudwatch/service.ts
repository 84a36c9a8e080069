import { defineService, type Service } from '../action.ts';
import { deleteAlarms } from './actions/delete-alarms.ts';
import { deleteDashboards } from './actions/delete-dashboards.ts';
import { describeAlarmHistory } from './actions/describe-alarm-history.ts';
import { describeAlarms } from './actions/describe-alarms.ts';
import { describeAlarmsForMetric } from './actions/describe-alarms-for-metric.ts';
import { disableAlarmActions } from './actions/disable-alarm-actions.ts';
import { enableAlarmActions } from './actions/enable-alarm-actions.ts';
import { getDashboard } from './actions/get-dashboard.ts';
import { getMetricData } from './actions/get-metric-data.ts';
import { getMetricStatistics } from './actions/get-metric-statistics.ts';
import { getMetricWidgetImage } from './actions/get-metric-widget-image.ts';
import { listDashboards } from './actions/list-dashboards.ts';
import { listMetrics } from './actions/list-metrics.ts';
import { listTagsForResource } from './actions/list-tags-for-resource.ts';
import { putDashboard } from './actions/put-dashboard.ts';
import { putMetricAlarm } from './actions/put-metric-alarm.ts';
import { putMetricData } from './actions/put-metric-data.ts';
import { setAlarmState } from './actions/set-alarm-state.ts';
import { tagResource } from './actions/tag-resource.ts';
import { untagResource } from './actions/untag-resource.ts';
import { api } from './api.ts';
import { invalid } from './invalid.ts';
import { notImplemented } from './refusals.ts';
import { type CloudWatchState, cloudWatchState } from './state.ts';

export const cloudwatch: Service<CloudWatchState> = defineService<CloudWatchState>({
  ...api,
  schemas: () => import('@aws-sdk/client-cloudwatch'),
  actions: {
    DeleteAlarms: deleteAlarms,
    DeleteDashboards: deleteDashboards,
    DescribeAlarmHistory: describeAlarmHistory,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    DisableAlarmActions: disableAlarmActions,
    EnableAlarmActions: enableAlarmActions,
    GetDashboard: getDashboard,
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    GetMetricWidgetImage: getMetricWidgetImage,
    ListDashboards: listDashboards,
    ListMetrics: listMetrics,
    ListTagsForResource: listTagsForResource,
    PutDashboard: putDashboard,
    PutMetricAlarm: putMetricAlarm,
    PutMetricData: putMetricData,
    SetAlarmState: setAlarmState,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  ...cloudWatchState,
  invalid,
  notImplemented,
});
