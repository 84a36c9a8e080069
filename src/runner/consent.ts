import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Config, Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { SHARD_LEVEL_METRICS } from '../shard-level-metrics.ts';
import type { Asker } from './asker.ts';

/** USD in us-east-1. Source: the AWS pricing pages, which are the authority. */
const USD_A_SHARD_HOUR = 0.015;
const USD_A_METRIC_MONTH = 0.3;
const HOURS_A_MONTH = 730;

export interface Consent {
  readonly question: string;
  /** What to say after a no. */
  readonly no: string;
  /** Tell what it costs on real AWS, too. */
  readonly cost?: boolean;
}

/**
 * On real AWS, shows whose account and which region this is; then asks, where somebody can be
 * asked.
 *
 * @throws {WorkshopError} `interrupted` after a no
 */
export async function askConsent(
  {
    workshop: { config, cloud },
    reporter: { say, settle },
    asker,
  }: {
    readonly workshop: Workshop;
    readonly reporter: Pick<Reporter, 'say' | 'settle'>;
    readonly asker: Asker | undefined;
  },
  { question, no, cost = false }: Consent,
): Promise<void> {
  if (cloud.target === 'aws') {
    const { Account, Arn } = await cloud.sts.send(new GetCallerIdentityCommand({}));
    say(`AWS account ${Account}, region ${cloud.region}, as ${Arn}`);
    if (cost) say(costSentence(config));
  }
  if (asker === undefined) return;
  settle();
  if (!(await asker.confirm(question, false))) throw new WorkshopError('interrupted', no, '');
}

/** What the workshop costs on real AWS, roughly. */
export function costSentence({ stream: { shardCount } }: Pick<Config, 'stream'>): string {
  const metrics = shardCount * SHARD_LEVEL_METRICS.length;
  const perHour = shardCount * USD_A_SHARD_HOUR + (metrics * USD_A_METRIC_MONTH) / HOURS_A_MONTH;
  return `This costs about ${perHour.toFixed(2)} USD an hour (${shardCount} shards, ${metrics} shard-level metrics; us-east-1) until you run npm run clean-up. The AWS pricing pages are the authority.`;
}
