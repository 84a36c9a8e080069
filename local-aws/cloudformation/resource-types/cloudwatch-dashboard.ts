import { cloudwatch } from '../../cloudwatch/service.ts';
import { AwsError } from '../../errors.ts';
import { generatedName } from '../names.ts';
import { object, string } from './property-rules.ts';
import {
  HandlerFailure,
  type ResourceRequest,
  type ResourceType,
  STABLE_AFTER_SECONDS,
} from './resource-type.ts';

/** AWS::CloudWatch::Dashboard. */
export const cloudWatchDashboard: ResourceType = {
  serviceName: 'CloudWatch',
  rules: object({ DashboardName: string(), DashboardBody: string() }, 'DashboardBody'),
  createOnly: ['DashboardName'],
  notImplemented: [],
  attributes: [],
  takesStackTags: false,

  *create(request, initiated) {
    const name = String(request.properties.DashboardName ?? generatedName(request, 255));
    const alreadyExists = HandlerFailure.alreadyExists('AWS::CloudWatch::Dashboard', name);
    if (!isGone(() => get(request, name))) throw alreadyExists;
    put(request, name);
    initiated(name);
    yield STABLE_AFTER_SECONDS;
  },

  *update(request, name) {
    put(request, name);
    yield STABLE_AFTER_SECONDS;
  },

  *delete(request, name) {
    isGone(() => request.invoke(cloudwatch, 'DeleteDashboards', { DashboardNames: [name] }));
    yield STABLE_AFTER_SECONDS;
  },

  attribute: (_place, name) => name,
};

function get(request: ResourceRequest, name: string): void {
  request.invoke(cloudwatch, 'GetDashboard', { DashboardName: name });
}

/** PutDashboard takes a body with warnings; one with errors is refused, and that is the reason. */
function put(request: ResourceRequest, name: string): void {
  const { DashboardBody } = request.properties;
  request.invoke(cloudwatch, 'PutDashboard', { DashboardName: name, DashboardBody });
}

/** Whether a call finds its dashboard gone. */
function isGone(call: () => void): boolean {
  try {
    call();
    return false;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'DashboardNotFoundError') return true;
    throw error;
  }
}
