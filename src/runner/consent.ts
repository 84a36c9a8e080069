import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { type Asker, agrees } from './asker.ts';

export interface Consent {
  readonly question: string;
  /** What to say after a no. */
  readonly no: string;
  /** What it costs on real AWS, by line; none where it costs nothing. */
  readonly cost?: readonly string[];
}

/**
 * On real AWS, shows whose account and which region this is; then asks, where somebody can be
 * asked. Where nobody is, what is shown is a log that others may read.
 *
 * @throws {WorkshopError} `interrupted` after a no
 */
export async function askConsent(
  {
    workshop: { cloud },
    reporter: { say, sayBeforeQuestion, settle },
    asker,
  }: {
    readonly workshop: Workshop;
    readonly reporter: Pick<Reporter, 'say' | 'sayBeforeQuestion' | 'settle'>;
    readonly asker: Asker | undefined;
  },
  { question, no, cost = [] }: Consent,
): Promise<void> {
  if (cloud.target === 'aws') {
    const { Account, Arn } = await cloud.sts.send(new GetCallerIdentityCommand({}));
    const whose = `AWS account ${Account}, region ${cloud.region}, as ${Arn}`;
    if (asker === undefined) say(whose);
    else sayBeforeQuestion(whose);
    for (const line of cost) say(line);
  }
  if (asker === undefined) return;
  settle();
  if (!(await agrees(asker, question, false))) throw new WorkshopError('interrupted', no, '');
}
