import type { Outcome, Verdict, WorkshopEvent } from '../contract.ts';
import { duration } from '../duration.ts';

export type Summary = Extract<WorkshopEvent, { event: 'summary' }>;

/** Outcomes by verdict, as the summary event counts them. Times in seconds. */
export function summarise(
  outcomes: readonly Pick<Outcome, 'verdict'>[],
  seconds: number,
  cloudSeconds: number,
): Summary {
  const count = (verdict: Verdict) =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length;
  return {
    event: 'summary',
    pass: count('PASS'),
    fail: count('FAIL'),
    notYet: count('NOT YET'),
    cannotTell: count('CANNOT TELL'),
    seconds: round(seconds),
    cloudSeconds: round(cloudSeconds),
  };
}

/** The last outcome of each check, in the order in which the checks were first judged. */
export function latest(outcomes: readonly Outcome[]): Outcome[] {
  const byCheck = new Map<string, Outcome>();
  for (const outcome of outcomes) byCheck.set(`${outcome.step}\n${outcome.title}`, outcome);
  return [...byCheck.values()];
}

/** The verdict of several checks together: the gravest. Undefined where there is none. */
export function together(outcomes: readonly Pick<Outcome, 'verdict'>[]): Verdict | undefined {
  return GRAVEST_FIRST.find((grave) => outcomes.some(({ verdict }) => verdict === grave));
}

const GRAVEST_FIRST = ['FAIL', 'CANNOT TELL', 'NOT YET', 'PASS'] as const;

/** `12 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in 3.4 s (6 min of cloud time)` */
export function summaryLine(summary: Summary): string {
  return `${countsOf(summary).join(', ')} in ${timeOf(summary)}`;
}

/** A step's end, with the verdicts that there were: `Step 3: 2 PASS, 1 FAIL in 2.1 s` */
export function stepLine(number: number, summary: Summary): string {
  const counts = countsOf(summary).filter((count) => !count.startsWith('0 '));
  return `Step ${number}: ${counts.join(', ')} in ${timeOf(summary)}`;
}

function countsOf({ pass, fail, notYet, cannotTell }: Summary): string[] {
  return [`${pass} PASS`, `${fail} FAIL`, `${notYet} NOT YET`, `${cannotTell} CANNOT TELL`];
}

function timeOf({ seconds, cloudSeconds }: Summary): string {
  const wasLapsed = cloudSeconds > seconds + 1;
  return `${duration(seconds)}${wasLapsed ? ` (${duration(cloudSeconds)} of cloud time)` : ''}`;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
