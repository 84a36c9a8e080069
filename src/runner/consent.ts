import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Config, Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import type { Reporter } from '../report/open-reporter.ts';
import type { Asker } from './asker.ts';

/** USD in us-east-1. Source: the AWS pricing pages, which are the authority. */
const USD_A_SHARD_HOUR = 0.015;
const USD_A_METRIC_MONTH = 0.3;
const METRICS_A_SHARD = 7;
const HOURS_A_MONTH = 730;

/**
 * On real AWS, shows whose account and which region this is and what it costs, and goes on only
 * after a yes. Elsewhere there is nothing to ask.
 *
 * @throws {WorkshopError} `interrupted` after a no
 */
export async function askConsent(
  { config, cloud }: Workshop,
  { say, settle }: Pick<Reporter, 'say' | 'settle'>,
  asker: Asker | undefined,
): Promise<void> {
  if (cloud.target !== 'aws') return;
  const { Account, Arn } = await cloud.sts.send(new GetCallerIdentityCommand({}));
  say(`AWS account ${Account}, region ${cloud.region}, as ${Arn}`);
  say(costSentence(config));
  if (asker === undefined) return;
  settle();
  if (!(await asker.confirm('Go on in this account?', false))) {
    throw new WorkshopError('interrupted', 'Nothing was changed in AWS.', '');
  }
}

/** What the workshop costs on real AWS, roughly. */
export function costSentence({ stream: { shardCount } }: Pick<Config, 'stream'>): string {
  const metrics = shardCount * METRICS_A_SHARD;
  const perHour = shardCount * USD_A_SHARD_HOUR + (metrics * USD_A_METRIC_MONTH) / HOURS_A_MONTH;
  return `This costs about ${perHour.toFixed(2)} USD an hour (${shardCount} shards, ${metrics} shard-level metrics; us-east-1) until you run npm run clean-up. The AWS pricing pages are the authority.`;
}
