import { type CloudWatchClient, CloudWatchServiceException } from '@aws-sdk/client-cloudwatch';
import { classifyAwsError } from '../../aws/aws-errors.ts';
import type { Cloud } from '../../contract.ts';

/** Why a widget is not drawn, in one line for a person. */
export class NotDrawn extends Error {}

/** A name becomes part of a host's: what is none never gets so far. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/** Of the dashboard's own region, these are no widget's own: no other one would fare better. */
const OF_ALL = ['credentials', 'clock', 'throttled', 'service'];

/**
 * The answer to what a widget asks of a region.
 *
 * @throws {NotDrawn} in AWS's words, for what is this widget's alone: another region that does not
 * answer, too
 */
export async function answerFrom<Answer>(
  cloud: Cloud,
  region: string,
  ask: (cloudwatch: CloudWatchClient) => Promise<Answer>,
): Promise<Answer> {
  if (region !== cloud.region && !REGION.test(region)) {
    throw new NotDrawn(`${region} is no region`);
  }
  try {
    return await ask(cloud.cloudwatchIn(region));
  } catch (error) {
    const { kind, reason } = classifyAwsError(error);
    const ofWidget =
      region === cloud.region
        ? error instanceof CloudWatchServiceException && !OF_ALL.includes(kind)
        : kind !== 'aborted';
    throw ofWidget ? new NotDrawn(reason) : error;
  }
}
