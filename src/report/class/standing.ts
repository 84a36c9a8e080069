import type { MemberStanding, Outcome, Verdict } from '../../contract.ts';
import { together } from '../tally.ts';

/** Of a member at a step, its checks together; undefined where that was not looked at. */
export function verdictAt({ outcomes }: MemberStanding, stem: string): Verdict | undefined {
  return together(outcomes.filter(({ step }) => step === stem));
}

/**
 * The check to get past: the first that does not pass behind the last step that passes as a whole,
 * since earlier work grows old while somebody goes on; where none is behind it, the first of all.
 *
 * @returns undefined where every check passes
 */
export function stuckOn({ outcomes }: MemberStanding): Outcome | undefined {
  const open = outcomes.filter(({ verdict }) => verdict !== 'PASS');
  const openSteps = new Set(open.map(({ step }) => step));
  const furthest = outcomes.findLastIndex(({ step }) => !openSteps.has(step));
  return outcomes.slice(furthest + 1).find(({ verdict }) => verdict !== 'PASS') ?? open[0];
}
