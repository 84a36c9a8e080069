import { CloudWatchServiceException } from '@aws-sdk/client-cloudwatch';
import { classifyAwsError } from '../../aws-errors.ts';
import type { Cloud } from '../../contract.ts';

/** Why a widget is not drawn, in one line for a person. */
export class NotDrawn extends Error {}

/** Of the dashboard's own region, these are no widget's own: no other one would fare better. */
const OF_ALL = ['credentials', 'throttled', 'service'];

/**
 * The answer to what a widget asks of a region.
 *
 * @throws {NotDrawn} in AWS's words, for what is this widget's alone: another region that does not
 * answer, too
 */
export async function answerFrom<Answer>(
  cloud: Cloud,
  region: string,
  asked: Promise<Answer>,
): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    const { kind, reason } = classifyAwsError(error);
    const ofWidget =
      region === cloud.region
        ? error instanceof CloudWatchServiceException && !OF_ALL.includes(kind)
        : kind !== 'aborted';
    throw ofWidget ? new NotDrawn(reason) : error;
  }
}
