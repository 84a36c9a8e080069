import type { MemberStanding } from '../contract.ts';
import { verdictAt } from '../report/class/standing.ts';

/**
 * True where a step has come to pass between two looks. Some work leaves no time in AWS: shard-level
 * metrics that were switched on, a stream that was tagged. Who could not be looked at shows nothing.
 */
export function hasWorked(before: MemberStanding, after: MemberStanding): boolean {
  const stems = new Set(after.outcomes.map(({ step }) => step));
  return [...stems].some((stem) => {
    const old = verdictAt(before, stem);
    return verdictAt(after, stem) === 'PASS' && (old === 'FAIL' || old === 'NOT YET');
  });
}
