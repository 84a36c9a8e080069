import { again } from '../again.ts';
import type { CatalogueEntry, Outcome, Workshop, WorkshopEvent } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { explainInARow, sentence } from '../explain.ts';
import { judgeAll } from '../judge.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { isCleanUp } from '../selection.ts';
import { allPass, runAndJudge, type StepOptions, tell } from './step.ts';

export interface EndToEndOptions extends StepOptions {
  /** All steps; the clean-up is the last. */
  readonly entries: readonly CatalogueEntry[];
  /** Walks in a row in the same account: the second one finds what the first one left behind. */
  readonly rounds: number;
  /**
   * Asked for once something has ended the walks early: the same AWS, which the signal of the walks
   * does not end. Its own signal bounds the clean-up.
   */
  readonly toCleanUp: () => Workshop;
}

/**
 * From nothing to nothing: each step with its negative control (before the step no check of it may
 * pass), the step, its checks. Whatever ends the walks early, everything is cleaned up after it.
 *
 * @throws whatever a step throws, or what the signal of the walks was aborted with, once everything
 *   has been cleaned up; {@link WorkshopError} where that left something
 */
export async function endToEnd(options: EndToEndOptions): Promise<void> {
  const named = (name: string) => ({ ...options, reporter: namedFor(name, options.reporter) });
  await orCleanUp(options, () => beginEmpty(named('Before the walks')));
  for (let round = 1; round <= options.rounds; round += 1) {
    const walked = () => oneWalk(named(`Walk ${round} of ${options.rounds}`));
    if (await orCleanUp(options, walked)) continue;
    await cleanUp(options);
    return;
  }
}

async function orCleanUp<T>(options: EndToEndOptions, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { signal } = options.workshop.cloud;
    const why: unknown = signal.aborted ? signal.reason : error;
    const left = await cleanUp(options).then(whatIsLeft, (another: unknown) => ({
      code: 'cannot-tell' as const,
      text: `The clean-up broke off, too. ${explainInARow(another)}`,
    }));
    if (left === undefined) throw why;
    const remedy = `What is left may cost money. Take it away: ${again(options.workshop, 'clean-up')}`;
    throw new WorkshopError(left.code, `${explainInARow(why)} ${left.text}`, remedy, why);
  }
}

/** What a clean-up could not take away, or could not look at; undefined where nothing is left. */
function whatIsLeft(outcomes: readonly Outcome[]) {
  if (allPass(outcomes)) return undefined;
  const isLeft = outcomes.some(({ verdict }) => verdict === 'FAIL');
  return {
    code: isLeft ? ('left-behind' as const) : ('cannot-tell' as const),
    text: outcomes.flatMap(({ reason }) => (reason === '' ? [] : [sentence(reason)])).join(' '),
  };
}

/** After what ended the walks nobody knows what is there to be cleaned up: no control is judged. */
async function cleanUp(options: EndToEndOptions): Promise<Outcome[]> {
  const reporter = namedFor('Clean-up', options.reporter);
  const workshop = options.toCleanUp();
  return runCleanUps({ ...options, workshop, reporter });
}

async function runCleanUps(options: EndToEndOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const entry of options.entries.filter(({ stem }) => isCleanUp(stem))) {
    outcomes.push(...(await runAndJudge(entry, options)));
  }
  return outcomes;
}

async function beginEmpty(options: EndToEndOptions): Promise<void> {
  const { workshop, entries, reporter, debug } = options;
  const cleanUps = entries.filter(({ stem }) => isCleanUp(stem));
  const left = await judgeAll(cleanUps, workshop, { waitSeconds: 0, debug });
  if (allPass(left)) return;
  const names = left.flatMap(({ reason }) => (reason === '' ? [] : [reason]));
  reporter.say(`An earlier run left something, which is taken away first. ${names.join('. ')}`);
  await runCleanUps(options);
}

/** @returns whether every check passed */
async function oneWalk(options: EndToEndOptions): Promise<boolean> {
  for (const entry of options.entries) {
    if (!allPass(await stepWithControls(entry, options))) return false;
  }
  return true;
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
