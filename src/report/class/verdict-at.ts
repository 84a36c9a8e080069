import type { MemberStanding, Verdict } from '../../contract.ts';

/** Of a member at a step; undefined where that was not looked at. */
export function verdictAt({ steps }: MemberStanding, stem: string): Verdict | undefined {
  return steps.find((step) => step.stem === stem)?.verdict;
}
