import type { ClassStanding, Outcome } from '../../contract.ts';
import { isOldTraffic } from '../../old-traffic.ts';
import { NEEDS, type Need, needOf } from './need.ts';
import { stuckOn, verdictAt } from './standing.ts';

/** How many of those who were looked at pass a step, for each step in order. */
export function passingByStep({ steps, members }: ClassStanding): number[] {
  return steps.map(
    ({ stem }) => members.filter((member) => verdictAt(member, stem) === 'PASS').length,
  );
}

export interface StuckCheck {
  readonly check: Outcome;
  readonly members: number;
}

/** The checks that members are at and do not pass, the one that most of them have first. */
export function stuckChecks({ members }: ClassStanding): StuckCheck[] {
  const checks = new Map<string, StuckCheck>();
  for (const member of members) {
    const check = stuckOn(member);
    // who has not begun, or could not be looked at, is at none
    if (check === undefined || check.verdict === 'CANNOT TELL' || member.lastWorkMs === undefined)
      continue;
    // and who has only waited for too long has understood it
    if (isOldTraffic(check)) continue;
    const key = `${check.step}\n${check.title}`;
    checks.set(key, { check, members: (checks.get(key)?.members ?? 0) + 1 });
  }
  return [...checks.values()].sort((a, b) => b.members - a.members);
}

/** How many there are of each, those who need help first; none of which there is nobody. */
export function membersByNeed(
  { members }: ClassStanding,
  stuckAfterSeconds: number,
): { readonly need: Need; readonly members: number }[] {
  const needs = members.map((member) => needOf(member, stuckAfterSeconds));
  return NEEDS.map((need) => ({
    need,
    members: needs.filter((one) => one === need).length,
  })).filter((sum) => sum.members > 0);
}
