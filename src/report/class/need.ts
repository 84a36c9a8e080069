import type { MemberStanding } from '../../contract.ts';
import { stuckOn } from './standing.ts';

/** What somebody in front of a class wants to know of each, those who need help first. */
export const NEEDS = ['cannot tell', 'stuck', 'not begun', 'waiting', 'going on', 'done'] as const;
export type Need = (typeof NEEDS)[number];

/** A check that fails is what everybody has who is at a step: the time without work tells who is stuck. */
export function needOf(member: MemberStanding, stuckAfterSeconds: number): Need {
  const check = stuckOn(member);
  if (check === undefined) return 'done';
  if (check.verdict === 'CANNOT TELL') return 'cannot tell';
  if (check.verdict === 'NOT YET') return 'waiting';
  const seconds = secondsSinceWork(member);
  if (seconds === undefined) return 'not begun';
  return seconds >= stuckAfterSeconds ? 'stuck' : 'going on';
}

export function needsHelp(need: Need): boolean {
  return need === 'cannot tell' || need === 'stuck' || need === 'not begun';
}

/** Of cloud time; undefined where AWS shows no work. */
export function secondsSinceWork({ lastWorkMs, lookedAtMs }: MemberStanding): number | undefined {
  return lastWorkMs === undefined ? undefined : Math.max(0, (lookedAtMs - lastWorkMs) / 1000);
}

/** Those who need help first, and of these who has shown no work for longest. */
export function byNeed(
  members: readonly MemberStanding[],
  stuckAfterSeconds: number,
): MemberStanding[] {
  return members
    .map((member) => ({
      member,
      rank: NEEDS.indexOf(needOf(member, stuckAfterSeconds)),
      seconds: secondsSinceWork(member) ?? 0,
    }))
    .sort((a, b) => a.rank - b.rank || b.seconds - a.seconds)
    .map(({ member }) => member);
}
