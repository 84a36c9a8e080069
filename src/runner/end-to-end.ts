import type { CatalogueEntry, Outcome, WorkshopEvent } from '../contract.ts';
import { judgeAll } from '../judge.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { isCleanUp } from '../selection.ts';
import { allPass, runAndJudge, type StepOptions, tell } from './step.ts';

export interface EndToEndOptions extends StepOptions {
  /** All steps; the clean-up is the last. */
  readonly entries: readonly CatalogueEntry[];
  /** Walks in a row in the same account: the second one finds what the first one left behind. */
  readonly rounds: number;
}

/**
 * From nothing to nothing: each step with its negative control (before the step no check of it may
 * pass), the step, its checks. The last step cleans up, also after one that failed.
 *
 * @throws whatever a step throws, once everything has been cleaned up
 */
export async function endToEnd(options: EndToEndOptions): Promise<void> {
  const { workshop, entries, reporter, rounds, debug } = options;
  const cleanUps = entries.filter(({ stem }) => isCleanUp(stem));
  const left = await judgeAll(cleanUps, workshop, { waitSeconds: 0, debug });
  if (!allPass(left)) {
    const names = left.flatMap(({ reason }) => (reason === '' ? [] : [reason]));
    reporter.say(`An earlier run left something, which is taken away first. ${names.join('. ')}`);
    const before = { ...options, reporter: namedFor('Before the walks', reporter) };
    for (const cleanUp of cleanUps) await runAndJudge(cleanUp, before);
  }
  for (let round = 1; round <= rounds; round += 1) {
    const named = namedFor(`Walk ${round} of ${rounds}`, reporter);
    if (!(await oneWalk({ ...options, reporter: named }))) return;
  }
}

/** @returns whether every check passed */
async function oneWalk(options: EndToEndOptions): Promise<boolean> {
  const { workshop, entries } = options;
  let failure: { readonly error: unknown } | undefined;
  let passes = true;
  for (const entry of entries) {
    if (!passes && !isCleanUp(entry.stem)) continue;
    try {
      // After a failure nobody knows what is there to be cleaned up: no control could be judged.
      const judged = await (passes ? stepWithControls : runAndJudge)(entry, options);
      passes = passes && allPass(judged);
    } catch (error) {
      // An interrupted walk leaves everything in place: there is no time to wait for deletions.
      if (workshop.cloud.signal.aborted) throw error;
      failure ??= { error };
      passes = false;
    }
  }
  if (failure !== undefined) throw failure.error;
  return passes;
}

async function stepWithControls(
  entry: CatalogueEntry,
  options: EndToEndOptions,
): Promise<Outcome[]> {
  const { workshop, reporter, debug } = options;
  const before = await judgeAll([entry], workshop, { waitSeconds: 0, debug });
  const controls = before.map(asControl);
  tell(entry, 'verify', controls, reporter);
  return [...controls, ...(await runAndJudge(entry, options))];
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
function namedFor(round: string, reporter: Reporter): Reporter {
  const report = (event: WorkshopEvent) =>
    reporter.report(
      event.event === 'check' || event.event === 'step'
        ? { ...event, title: `${round}: ${event.title}` }
        : event,
    );
  return { ...reporter, report };
}
