import type { ClassStanding, MemberStanding, Outcome, Verdict } from '../../contract.ts';
import { type Summary, summarise } from '../tally.ts';
import { secondsSinceWork } from './need.ts';

/** What a class is told as with `--format json`, in order; one line each. Times are ISO 8601. */
export type ClassEvent =
  | ({ readonly event: 'check'; readonly participant: string } & Outcome)
  | {
      readonly event: 'participant';
      readonly participant: string;
      readonly steps: Readonly<Record<string, Verdict>>;
      /** The check to get past; null where all pass. */
      readonly stuck: { readonly step: string; readonly title: string } | null;
      readonly lastWork: string | null;
      /** of cloud time; null where there was no work */
      readonly secondsSinceWork: number | null;
      readonly lookedAt: string;
    }
  | Summary;

export function memberEvents(member: MemberStanding): ClassEvent[] {
  const { participant, outcomes, steps, stuckOn, lastWorkMs, lookedAtMs } = member;
  return [
    ...outcomes.map((outcome) => ({ event: 'check' as const, participant, ...outcome })),
    {
      event: 'participant',
      participant,
      steps: Object.fromEntries(steps.map(({ stem, verdict }) => [stem, verdict])),
      stuck: stuckOn === undefined ? null : { step: stuckOn.step, title: stuckOn.title },
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
