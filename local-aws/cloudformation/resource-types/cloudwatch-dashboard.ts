import { cloudwatch } from '../../cloudwatch/service.ts';
import { AwsError } from '../../errors.ts';
import { generatedName } from '../names.ts';
import { AlreadyExists, type ResourceRequest, type ResourceType } from './resource-type.ts';

const STABLE_AFTER_SECONDS = 1;
const LONGEST_NAME = 255;

/** AWS::CloudWatch::Dashboard. */
export const cloudWatchDashboard: ResourceType = {
  type: 'AWS::CloudWatch::Dashboard',
  serviceName: 'CloudWatch',
  rules: {
    kind: 'object',
    properties: { DashboardName: { kind: 'string' }, DashboardBody: { kind: 'string' } },
    required: ['DashboardBody'],
  },
  createOnly: ['DashboardName'],
  notImplemented: [],
  attributes: [],
  takesStackTags: false,

  *create(request, initiated) {
    const name = String(
      request.properties.DashboardName ??
        generatedName(request, {
          longest: LONGEST_NAME,
          mixedCase: true,
        }),
    );
    if (exists(request, name)) throw new AlreadyExists('AWS::CloudWatch::Dashboard', name);
    put(request, name);
    initiated(name);
    yield STABLE_AFTER_SECONDS;
  },

  *update(request, name) {
    put(request, name);
    yield STABLE_AFTER_SECONDS;
  },

  *delete(request, name) {
    try {
      request.invoke(cloudwatch, 'DeleteDashboards', { DashboardNames: [name] });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    yield STABLE_AFTER_SECONDS;
  },

  attribute: (_request, name) => name,
};

/** PutDashboard takes a body with warnings; one with errors is refused, and that is the reason. */
function put(request: ResourceRequest, name: string): void {
  request.invoke(cloudwatch, 'PutDashboard', {
    DashboardName: name,
    DashboardBody: request.properties.DashboardBody,
  });
}

function exists(request: ResourceRequest, name: string): boolean {
  try {
    request.invoke(cloudwatch, 'GetDashboard', { DashboardName: name });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return (
    error instanceof AwsError &&
    ['ResourceNotFound', 'DashboardNotFoundError', 'ResourceNotFoundException'].includes(error.code)
  );
}
