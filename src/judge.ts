import { Assertion } from 'uvu/assert';
import { again } from './again.ts';
import { classifyAwsError } from './aws/aws-errors.ts';
import { runWithin } from './aws/check-time.ts';
import { numberOf } from './catalog.ts';
import type { CatalogueEntry, Check, Json, Outcome, Report, Workshop } from './contract.ts';
import { NotYet, WorkshopError } from './errors.ts';
import { interrupted } from './interrupted.ts';

/**
 * Runs one check and says what came of it, within `deadlines.checkSeconds`. FAIL is an assertion and
 * nothing else: an exception means that the check could not look, which is CANNOT TELL.
 */
export async function judge(
  entry: Pick<CatalogueEntry, 'stem'>,
  check: Check,
  workshop: Workshop,
  debug = false,
): Promise<Outcome> {
  let observed = '';
  let evidence: Readonly<Record<string, Json>> = {};
  const outcome = (ending: Ending): Outcome => ({
    step: entry.stem,
    title: check.title,
    expected: check.expected(workshop.config),
    observed,
    evidence,
    command: check.command(workshop),
    ...ending,
  });
  try {
    await runWithin(workshop.config.deadlines.checkSeconds, workshop.cloud.signal, () =>
      check.run(workshop, (seen, details = {}) => {
        observed = seen;
        evidence = details;
      }),
    );
    return outcome({ verdict: 'PASS', reason: '', remedy: '' });
  } catch (error) {
    const remedy = error instanceof NotYet ? lookAgain(entry, workshop) : check.remedy(workshop);
    return outcome(endingOf(error, remedy, debug));
  }
}

/** Where only time is missing, running the step again would not help. */
function lookAgain({ stem }: Pick<CatalogueEntry, 'stem'>, workshop: Workshop): string {
  return `Wait, and look again: ${again(workshop, 'verify', `--only ${numberOf(stem)}`)}`;
}

type Ending = Pick<Outcome, 'verdict' | 'reason' | 'remedy' | 'waitSeconds'>;

function endingOf(error: unknown, remedy: string, debug: boolean): Ending {
  if (error instanceof Assertion) return { verdict: 'FAIL', reason: error.message, remedy };
  if (error instanceof NotYet) {
    const ending = { verdict: 'NOT YET', reason: error.message, remedy } as const;
    if (error.waitSeconds === undefined) return ending;
    return { ...ending, waitSeconds: Math.max(0, Math.ceil(error.waitSeconds)) };
  }
  if (error instanceof WorkshopError) {
    const verdict = error.code === 'not-finished' ? 'NOT YET' : 'CANNOT TELL';
    return { verdict, reason: error.message, remedy: error.remedy };
  }
  const problem = classifyAwsError(error);
  const stack = debug && error instanceof Error ? `\n${error.stack}` : '';
  return { verdict: 'CANNOT TELL', reason: `${problem.reason}${stack}`, remedy: problem.remedy };
}

/** Checks, and the stem that their outcomes are reported under. */
export type Judged = Pick<CatalogueEntry, 'stem' | 'checks'>;

export interface JudgeOptions {
  /** Cloud seconds that may pass for NOT YETs to settle, for all entries together. */
  readonly waitSeconds: number;
  /** Told of each check's final outcome, and of waits. */
  readonly report?: Report;
  readonly debug?: boolean;
}

/** The longest pause between two looks at a check that is not there yet. */
const LONGEST_PAUSE_SECONDS = 16;

/**
 * Judges every check of the entries, in order. A NOT YET is looked at again, in cloud time, until
 * it settles or the wait is used up.
 *
 * @throws {WorkshopError} `interrupted` when the cloud's signal is aborted
 */
export async function judgeAll(
  entries: readonly Judged[],
  workshop: Workshop,
  { waitSeconds, report, debug = false }: JudgeOptions,
): Promise<Outcome[]> {
  const { cloud } = workshop;
  const giveUpAtMs = cloud.now() + waitSeconds * 1000;
  const judgeOne = async (entry: Judged, check: Check): Promise<Outcome> => {
    if (cloud.signal.aborted) throw interrupted();
    const outcome = await judge(entry, check, workshop, debug);
    if (cloud.signal.aborted) throw interrupted();
    return outcome;
  };
  const outcomes: Outcome[] = [];
  for (const entry of entries) {
    for (const check of entry.checks) {
      let outcome = await judgeOne(entry, check);
      let pauseSeconds = workshop.config.pollSeconds;
      while (outcome.verdict === 'NOT YET') {
        const budgetSeconds = (giveUpAtMs - cloud.now()) / 1000;
        if (budgetSeconds <= 0) break;
        // one second past the check's own deadline it says FAIL in place of NOT YET
        const { waitSeconds: ownSeconds = Infinity } = outcome;
        const leftSeconds = Math.min(budgetSeconds, ownSeconds + 1);
        report?.(waitingFor(entry, outcome, leftSeconds));
        await pause(cloud, Math.min(pauseSeconds, leftSeconds));
        pauseSeconds = Math.min(pauseSeconds * 2, LONGEST_PAUSE_SECONDS);
        outcome = await judgeOne(entry, check);
      }
      report?.({ event: 'check', ...outcome });
      outcomes.push(outcome);
    }
  }
  return outcomes;
}

async function pause(cloud: Workshop['cloud'], seconds: number): Promise<void> {
  try {
    await cloud.sleep(Math.max(seconds, 1));
  } catch (error) {
    throw cloud.signal.aborted ? interrupted() : error;
  }
}

function waitingFor(entry: Judged, outcome: Outcome, leftSeconds: number) {
  const text = `${outcome.reason} (waiting, at most ${Math.ceil(leftSeconds)} s more)`;
  return {
    event: 'progress',
    step: entry.stem,
    progress: { kind: 'wait', text },
  } as const;
}
