import { AwsError } from '../../errors.ts';
import { arn, generatedName } from '../names.ts';
import { isObject, type JsonObject } from '../template/json.ts';
import { anything, integer, object, oneOf, string } from './property-rules.ts';
import {
  HandlerFailure,
  type ResourceRequest,
  type ResourceType,
  STABLE_AFTER_SECONDS,
  Unacceptable,
} from './resource-type.ts';

const TYPE = 'AWS::Scheduler::Schedule';
/** Calls an API of AWS's, here the one that deletes a stack. Source: "Using universal targets". */
const DELETE_STACK = /^arn:aws[a-z-]*:scheduler:::aws-sdk:cloudformation:deleteStack$/;
/** A target that there is nothing of here. */
const LAMBDA_FUNCTION = /^arn:aws[a-z-]*:lambda:/;
const NAME = { minLength: 1, maxLength: 64, pattern: '[0-9a-zA-Z-_.]+' };
/** Of a target, for other targets or for failures: refused by name. */
const OTHER_TARGET_MEMBERS = [
  'DeadLetterConfig',
  'EcsParameters',
  'EventBridgeParameters',
  'KinesisParameters',
  'RetryPolicy',
  'SageMakerPipelineParameters',
  'SqsParameters',
];

/** Properties of schedules that go on. */
const OF_RECURRING = ['EndDate', 'StartDate'];

/**
 * AWS::Scheduler::Schedule, as far as it deletes a stack once, at a time. One that invokes a Lambda
 * function is recorded, like the function itself: on paper only.
 */
export const schedulerSchedule: ResourceType = {
  serviceName: 'Scheduler',
  createOnly: ['Name'],
  // Source: the public resource schema; it has no ActionAfterCompletion, which the API has
  rules: object(
    {
      Name: string(NAME),
      Description: string({ maxLength: 512 }),
      ScheduleExpression: string({ minLength: 1, maxLength: 256 }),
      ScheduleExpressionTimezone: string({ minLength: 1, maxLength: 50 }),
      StartDate: string(),
      EndDate: string(),
      State: oneOf('ENABLED', 'DISABLED'),
      FlexibleTimeWindow: object(
        { Mode: oneOf('OFF', 'FLEXIBLE'), MaximumWindowInMinutes: integer(1, 1440) },
        'Mode',
      ),
      Target: object(
        {
          ...Object.fromEntries(OTHER_TARGET_MEMBERS.map((name) => [name, anything])),
          Arn: string({ maxLength: 1600 }),
          RoleArn: string({ maxLength: 1600 }),
          Input: string(),
        },
        'Arn',
        'RoleArn',
      ),
    },
    'FlexibleTimeWindow',
    'ScheduleExpression',
    'Target',
  ),
  notImplemented: ['GroupName', 'KmsKeyArn'],
  attributes: ['Arn'],
  takesStackTags: false,
  remark: (properties) =>
    invokesFunction(properties) ? 'recorded only: local AWS runs no Lambda functions' : undefined,

  *create(request, initiated) {
    const name = String(request.properties.Name ?? generatedName(request, NAME.maxLength));
    if (request.schedules.has(name)) throw HandlerFailure.alreadyExists(TYPE, name);
    set(request, name);
    initiated(name);
    yield STABLE_AFTER_SECONDS;
  },

  *update(request, name) {
    set(request, name);
    yield STABLE_AFTER_SECONDS;
  },

  *delete(request, name) {
    request.schedules.delete(name);
    yield STABLE_AFTER_SECONDS;
  },

  attribute: (place, name) => arn(place, 'scheduler', `schedule/default/${name}`),
};

function invokesFunction({ Target }: JsonObject): boolean {
  return isObject(Target) && LAMBDA_FUNCTION.test(String(Target.Arn));
}

function set(request: ResourceRequest, name: string): void {
  if (invokesFunction(request.properties)) {
    // what it was before an update does not count any more
    request.schedules.delete(name);
    return;
  }
  const ofOthers = OF_RECURRING.filter((property) => request.properties[property] !== undefined);
  if (ofOthers.length > 0) refuse(ofOthers.join(', '));
  const { State, FlexibleTimeWindow, ScheduleExpressionTimezone, Target } = request.properties;
  if (State === 'DISABLED') refuse('State DISABLED');
  if (isObject(FlexibleTimeWindow) && FlexibleTimeWindow.Mode !== 'OFF') {
    refuse(`FlexibleTimeWindow ${FlexibleTimeWindow.Mode}`);
  }
  if ((ScheduleExpressionTimezone ?? 'UTC') !== 'UTC') {
    refuse(`ScheduleExpressionTimezone ${ScheduleExpressionTimezone}`);
  }
  const atMs = timeOf(String(request.properties.ScheduleExpression), request.now());
  request.schedules.set(name, atMs, stackToDelete(isObject(Target) ? Target : {}));
}

/** Cloud milliseconds of `at(yyyy-mm-ddThh:mm:ss)`. */
function timeOf(expression: string, nowMs: number): number {
  if (/^(?:rate|cron)\(.*\)$/.test(expression)) refuse(`ScheduleExpression ${expression}`);
  const [, time = ''] = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression) ?? [];
  const atMs = Date.parse(`${time}Z`);
  if (Number.isNaN(atMs)) {
    throw new AwsError('ValidationException', `Invalid Schedule Expression ${expression}.`);
  }
  if (atMs < nowMs) refuse(`ScheduleExpression ${expression}, which is in the past,`);
  return atMs;
}

/** The name or id in a target's input: `{"StackName":"…"}`. */
function stackToDelete(target: JsonObject): string {
  const { Arn, Input } = target;
  const others = Object.keys(target).filter((name) => OTHER_TARGET_MEMBERS.includes(name));
  if (others.length > 0) refuse(`Target ${others.join(', ')}`);
  if (!DELETE_STACK.test(String(Arn))) refuse(`Target ${Arn}`);
  const [, stack] = /^\s*\{\s*"StackName"\s*:\s*"([^"\\]+)"\s*\}\s*$/.exec(String(Input)) ?? [];
  return stack ?? refuse(`Target Input ${Input}`);
}

function refuse(what: string): never {
  throw Unacceptable.notImplemented(`${what} of ${TYPE}`);
}
