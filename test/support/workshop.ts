import type { LocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import type { Check, Config, Progress, Step, Verdict, Workshop } from '../../src/contract.ts';
import { judge } from '../../src/judge.ts';
import { tableText } from '../../src/report/table.ts';
import config from '../../workshop.config.ts';
import { withLocalAws } from './local-aws.ts';

/** A workshop on a local AWS of its own, in time-lapse; both end with the test. */
export async function withWorkshop<T>(
  use: (workshop: Workshop, aws: LocalAws) => Promise<T>,
  changes: Partial<Config> = {},
): Promise<T> {
  return withLocalAws(async (aws) => {
    const cloud = await connect({
      target: 'local',
      region: 'us-east-1',
      endpoint: aws.url,
      realTime: false,
      signal: new AbortController().signal,
    });
    try {
      return await use({ config: { ...config, ...changes }, cloud }, aws);
    } finally {
      cloud.close();
    }
  });
}

/** Runs a step and gives the facts that it told. */
export async function runStep(step: Step, workshop: Workshop): Promise<string[]> {
  return facts((tell) => step.run(workshop, tell));
}

export async function undoStep(step: Step, workshop: Workshop): Promise<string[]> {
  return facts((tell) => step.undo(workshop, tell));
}

async function facts(act: (tell: (progress: Progress) => void) => Promise<void>) {
  const told: string[] = [];
  await act((progress) => {
    if (progress.kind === 'fact') told.push(progress.text);
    if (progress.kind === 'table') told.push(...tableText(progress, Number.POSITIVE_INFINITY));
  });
  return told;
}

/** Each check's title and verdict, with the reason where there is one. */
export async function verdicts(
  checks: readonly Check[],
  workshop: Workshop,
): Promise<Record<string, Verdict | string>> {
  const found: Record<string, string> = {};
  for (const check of checks) {
    const { verdict, reason } = await judge({ stem: '00-test' }, check, workshop);
    found[check.title] = reason === '' ? verdict : `${verdict}: ${reason}`;
  }
  return found;
}
