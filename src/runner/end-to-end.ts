import type { CatalogueEntry, Outcome, Workshop } from '../contract.ts';
import { judgeAll } from '../judge.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { cleanUp, type FindLeftovers } from './clean-up.ts';

export interface EndToEndOptions {
  readonly workshop: Workshop;
  readonly entries: readonly CatalogueEntry[];
  readonly findLeftovers: FindLeftovers;
  readonly reporter: Reporter;
  /** Walks in a row in the same account: the second one finds what the first one left behind. */
  readonly rounds: number;
  /** Cloud seconds that a NOT YET after a step is waited for. */
  readonly waitSeconds: number;
  readonly debug: boolean;
  /** Cleans up by hand: part of the remedies. */
  readonly cleanUpCommand: string;
}

/**
 * From nothing to nothing: each step with its negative control (before the step no check of it may
 * pass), the step, its checks; then the clean-up and its proof, also after a step that failed.
 *
 * @throws whatever a step throws, once everything has been cleaned up
 */
export async function endToEnd(options: EndToEndOptions): Promise<Outcome[]> {
  const { workshop, entries, findLeftovers, reporter, rounds, debug } = options;
  const outcomes: Outcome[] = [];
  const clean = async () => {
    const proofs = await cleanUp({
      workshop,
      entries,
      findLeftovers,
      debug,
      report: reporter.report,
      say: reporter.say,
      command: options.cleanUpCommand,
    });
    outcomes.push(...proofs);
  };
  const left = (await findLeftovers(workshop)).flatMap((proof) => proof.left);
  if (left.length > 0) {
    reporter.say(`Left by an earlier run, and taken away first: ${left.join(', ')}`);
    await clean();
  }
  for (let round = 1; round <= rounds; round += 1) {
    reporter.say('');
    reporter.say(`Walk ${round} of ${rounds}`);
    try {
      for (const entry of entries) {
        const judged = await stepWithControls(entry, options);
        outcomes.push(...judged);
        if (judged.some(({ verdict }) => verdict !== 'PASS')) break;
      }
    } finally {
      // An interrupted walk leaves everything in place, as there is no time to wait for deletions.
      if (!workshop.cloud.signal.aborted) await clean();
    }
    if (outcomes.some(({ verdict }) => verdict !== 'PASS')) break;
  }
  return outcomes;
}

async function stepWithControls(
  entry: CatalogueEntry,
  { workshop, reporter, waitSeconds, debug }: EndToEndOptions,
): Promise<Outcome[]> {
  const { report } = reporter;
  const { stem, number, step } = entry;
  report({ event: 'step', step: stem, number, title: step.title, action: 'run' });
  const before = await judgeAll([entry], workshop, { waitSeconds: 0, debug });
  const controls = before.map(asControl);
  for (const control of controls) report({ event: 'check', ...control });
  await step.run(workshop, (progress) => report({ event: 'progress', step: stem, progress }));
  const after = await judgeAll([entry], workshop, { waitSeconds, report, debug });
  return [...controls, ...after];
}

/** A check that passes before its step would pass in a wrong world, and proves nothing after it. */
function asControl(outcome: Outcome): Outcome {
  const control = {
    ...outcome,
    title: `Before the step this does not pass: ${outcome.title}`,
    expected: 'FAIL or NOT YET',
    observed: outcome.reason === '' ? outcome.verdict : `${outcome.verdict}, ${outcome.reason}`,
  };
  if (outcome.verdict === 'CANNOT TELL') return control;
  if (outcome.verdict !== 'PASS') return { ...control, verdict: 'PASS', reason: '', remedy: '' };
  return {
    ...control,
    verdict: 'FAIL',
    reason: 'The check passed before its step was run: it can not tell the two apart',
    remedy: 'Mend the check, so that it looks at what the step changes',
  };
}
