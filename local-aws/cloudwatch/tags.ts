import type { Tag } from '@aws-sdk/client-cloudwatch';
import type { Call, Conformed } from '../action.ts';
import { AwsError } from '../errors.ts';
import { dashboardArn } from './dashboard/dashboard.ts';
import { invalidValue } from './refusals.ts';
import { tooMany } from './sentences.ts';
import type { CloudWatchState } from './state.ts';

/** Tags that a resource can have. Source: API reference, PutMetricAlarm and PutDashboard. */
const TAGS_LIMIT = 50;

export const TAG_RULES = {
  'Tags.Key': { minLength: 1, maxLength: 128 },
  'Tags.Value': { maxLength: 256 },
};

export function addTags(tags: Map<string, string>, added: readonly Conformed<Tag>[] = []) {
  const keys = new Set([...tags.keys(), ...added.map(({ Key }) => Key)]);
  if (keys.size > TAGS_LIMIT) throw invalidValue(tooMany('Tags', TAGS_LIMIT));
  for (const { Key, Value } of added) tags.set(Key, Value);
  return tags;
}

/**
 * The tags of an alarm or a dashboard.
 *
 * @throws {AwsError} `ResourceNotFoundException`
 */
export function tagsOf(
  arn: string,
  { account, state }: Call<CloudWatchState>,
): Map<string, string> {
  const alarm = [...state.alarms.values()].find((each) => each.arn === arn);
  if (alarm !== undefined) return alarm.tags;
  const dashboard = [...state.dashboards].find(([name]) => dashboardArn(account, name) === arn);
  if (dashboard !== undefined) return dashboard[1].tags;
  throw new AwsError('ResourceNotFoundException', 'Unknown', {
    statusCode: 404,
    members: { ResourceId: arn },
  });
}
