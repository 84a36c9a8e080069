import type { PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../errors.ts';
import { errorsIn, warningsOn } from '../dashboard/body.ts';
import type { Finding } from '../dashboard/expectations.ts';
import { define } from '../define.ts';
import { isObject, parseJson } from '../json.ts';
import { invalidValue } from '../refusals.ts';
import { addTags, TAG_RULES } from '../tags.ts';

/** In an account. AWS has no quota. */
const MOST_DASHBOARDS = 5000;

/** Creates or replaces a dashboard; its body is kept verbatim. Tags count only when it is new. */
export const putDashboard = define<PutDashboardCommand>({
  rules: TAG_RULES,
  run({ DashboardName, DashboardBody, Tags }, { state, partition }) {
    checkName(DashboardName);
    const body = parseJson(DashboardBody);
    if (!isObject(body)) {
      throw invalidInput('The field DashboardBody must be a valid JSON object');
    }
    const errors = errorsIn(body);
    if (errors.length > 0) throw invalidBody(errors);
    const tags = state.dashboards.get(DashboardName)?.tags ?? addTags(new Map(), Tags);
    if (state.dashboards.size >= MOST_DASHBOARDS && !state.dashboards.has(DashboardName)) {
      const message = `A local AWS has room for ${MOST_DASHBOARDS} dashboards in an account`;
      throw new AwsError('LimitExceededException', message);
    }
    const lastModifiedMs = partition.clock.now();
    state.dashboards.set(DashboardName, { body: DashboardBody, lastModifiedMs, tags });
    return { DashboardValidationMessages: warningsOn(body).map(validationMessage) };
  },
});

/** Source: API reference, PutDashboard. */
function checkName(name: string): void {
  if (/^[A-Za-z0-9_-]{1,255}$/.test(name)) return;
  throw invalidValue(
    name.length > 255
      ? 'The parameter DashboardName must be shorter than 256 characters.'
      : `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n`,
  );
}

/** The sentence carries the findings, as AWS prints them. */
function invalidBody(errors: readonly Finding[]): AwsError {
  return invalidInput(
    `The dashboard body is invalid, there are ${errors.length} validation errors:\n${JSON.stringify(errors, undefined, 2)}`,
    { dashboardValidationMessages: errors.map(validationMessage) },
  );
}

/** Query code `InvalidParameterInput`. */
function invalidInput(message: string, members = {}): AwsError {
  return new AwsError('DashboardInvalidInputError', message, { members });
}

function validationMessage({ dataPath, message }: Finding) {
  return { DataPath: dataPath, Message: message };
}
