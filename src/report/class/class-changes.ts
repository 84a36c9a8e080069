import type { ClassStanding, MemberStanding, Outcome } from '../../contract.ts';
import { timeText } from '../../minutes.ts';
import { verdictAt } from './standing.ts';

/** The outcomes that are other than they were when a member was looked at before. */
export function changedOutcomes(before: MemberStanding, after: MemberStanding): Outcome[] {
  return after.outcomes.filter(
    ({ step, title, verdict }) =>
      !before.outcomes.some(
        (old) => old.step === step && old.title === title && old.verdict === verdict,
      ),
  );
}

/** `10:42Z ann: step 3 PASS`; undefined where every step is as it was. */
export function changeLine(
  before: MemberStanding,
  after: MemberStanding,
  steps: ClassStanding['steps'],
): string | undefined {
  const changes = steps.flatMap(({ stem, number }) => {
    const [old, now] = [verdictAt(before, stem), verdictAt(after, stem)];
    return now === undefined || now === old ? [] : [`step ${number} ${now}`];
  });
  if (changes.length === 0) return undefined;
  return `${timeText(after.lookedAtMs)} ${after.participant}: ${changes.join(', ')}`;
}
