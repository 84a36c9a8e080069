import type { ClassStanding, MemberStanding, Outcome, Verdict } from '../../contract.ts';
import { type Summary, summarise } from '../tally.ts';
import { type Need, needOf, secondsSinceWork } from './need.ts';
import { stuckOn, verdictAt } from './standing.ts';

/** What a class is told as with `--format json`, in order; one line each. Times are ISO 8601. */
export type ClassEvent =
  | ({ readonly event: 'check'; readonly participant: string } & Outcome)
  | {
      readonly event: 'participant';
      readonly participant: string;
      readonly steps: Readonly<Partial<Record<string, Verdict>>>;
      /** How they count in the sums: `stuck`, `going on`, `done` … */
      readonly need: Need;
      /** The check to get past; null where all pass. */
      readonly at: { readonly step: string; readonly title: string } | null;
      readonly lastWork: string | null;
      /** of cloud time; null where there was no work */
      readonly secondsSinceWork: number | null;
      readonly lookedAt: string;
    }
  | Summary;

/** @param told those of its checks that are to be told */
export function memberEvents(
  member: MemberStanding,
  told: readonly Outcome[],
  stuckAfterSeconds: number,
): ClassEvent[] {
  const { participant, outcomes, lastWorkMs, lookedAtMs } = member;
  const check = stuckOn(member);
  const stems = [...new Set(outcomes.map(({ step }) => step))];
  return [
    ...told.map((outcome) => ({ event: 'check' as const, participant, ...outcome })),
    {
      event: 'participant',
      participant,
      steps: Object.fromEntries(stems.map((stem) => [stem, verdictAt(member, stem)])),
      need: needOf(member, stuckAfterSeconds),
      at: check === undefined ? null : { step: check.step, title: check.title },
      lastWork: lastWorkMs === undefined ? null : new Date(lastWorkMs).toISOString(),
      secondsSinceWork: secondsSinceWork(member) ?? null,
      lookedAt: new Date(lookedAtMs).toISOString(),
    },
  ];
}

/** Of all checks of all members. */
export function classSummary(
  { members }: ClassStanding,
  seconds: number,
  cloudSeconds: number,
): Summary {
  const outcomes = members.flatMap((member) => member.outcomes);
  return summarise(outcomes, seconds, cloudSeconds);
}
