import type { CatalogueEntry, Check, Outcome, Workshop, WorkshopEvent } from '../contract.ts';
import { judgeAll } from '../judge.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { cleanUp } from './clean-up.ts';

export interface EndToEndOptions {
  readonly workshop: Workshop;
  readonly entries: readonly CatalogueEntry[];
  /** What must be true before and after: nothing is there. */
  readonly proofs: readonly Check[];
  readonly reporter: Pick<Reporter, 'report' | 'say'>;
  /** Walks in a row in the same account: the second one finds what the first one left behind. */
  readonly rounds: number;
  /** Cloud seconds that a NOT YET after a step is waited for. */
  readonly waitSeconds: number;
  readonly debug: boolean;
}

/**
 * From nothing to nothing: each step with its negative control (before the step no check of it may
 * pass), the step, its checks; then the clean-up and its proof, also after a step that failed.
 *
 * @throws whatever a step throws, once everything has been cleaned up
 */
export async function endToEnd(options: EndToEndOptions): Promise<void> {
  const { workshop, proofs, reporter, rounds, debug } = options;
  const start = { stem: 'start', checks: proofs };
  const left = await judgeAll([start], workshop, { waitSeconds: 0, debug });
  if (left.some(({ verdict }) => verdict !== 'PASS')) {
    const names = left.flatMap(({ reason }) => (reason === '' ? [] : [reason]));
    reporter.say(`An earlier run left something, which is taken away first. ${names.join('. ')}`);
    await cleanUp({ ...options, ...namedFor('Before the walks', reporter) });
  }
  for (let round = 1; round <= rounds; round += 1) {
    const passed = await oneWalk({
      ...options,
      reporter: namedFor(`Walk ${round} of ${rounds}`, reporter),
    });
    if (!passed) return;
  }
}

/** @returns whether every check passed */
async function oneWalk(options: EndToEndOptions): Promise<boolean> {
  const { workshop, entries, reporter } = options;
  const outcomes: Outcome[] = [];
  let failure: unknown;
  try {
    for (const entry of entries) {
      const judged = await stepWithControls(entry, options);
      outcomes.push(...judged);
      if (judged.some(({ verdict }) => verdict !== 'PASS')) break;
    }
  } catch (error) {
    failure = error;
  }
  // An interrupted walk leaves everything in place: there is no time to wait for deletions.
  if (workshop.cloud.signal.aborted) throw failure ?? workshop.cloud.signal.reason;
  outcomes.push(...(await cleanUp({ ...options, ...reporter })));
  if (failure !== undefined) throw failure;
  return outcomes.every(({ verdict }) => verdict === 'PASS');
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

/** Reports with the round in the titles, so that the same check of two rounds is two outcomes. */
function namedFor(
  round: string,
  { report, say }: Pick<Reporter, 'report' | 'say'>,
): Pick<Reporter, 'report' | 'say'> {
  const named = (event: WorkshopEvent): WorkshopEvent =>
    event.event === 'check' || event.event === 'step'
      ? { ...event, title: `${round}: ${event.title}` }
      : event;
  return { report: (event) => report(named(event)), say };
}
