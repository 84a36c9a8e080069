import type { ClassStanding, MemberStanding, Verdict } from '../../contract.ts';
import { membersByNeed, passingByStep, stuckChecks } from './class-sums.ts';
import type { Need } from './need.ts';
import { verdictAt } from './standing.ts';
import { placeWords, stuckText, stuckWords } from './stuck-words.ts';

/** Checks named of those that most are stuck on. */
const CHECKS_NAMED = 3;

const NEED_WORDS: Readonly<Record<Need, string>> = {
  'cannot tell': 'cannot be told',
  stuck: 'stuck',
  'not begun': 'not begun',
  waiting: 'waiting for AWS',
  'going on': 'going on',
  done: 'done',
};

/** `500 participants: 3 cannot be told, 41 stuck, 12 not begun, 400 going on, 44 done` */
export function needSentence(standing: ClassStanding, stuckAfterSeconds: number): string {
  const sums = membersByNeed(standing, stuckAfterSeconds).map(
    ({ need, members }) => `${members} ${NEED_WORDS[need]}`,
  );
  return [lookedAtWords(standing), ...(sums.length === 0 ? [] : [sums.join(', ')])].join(': ');
}

/** `500 participants`, `312 of 500 participants looked at` */
function lookedAtWords({ members, of }: ClassStanding): string {
  const all = `${of} participant${of === 1 ? '' : 's'}`;
  return members.length === of ? all : `${members.length} of ${all} looked at`;
}

/** `412 of 500 pass step 3`, for each step. */
export function stepSentences(standing: ClassStanding): string[] {
  const { steps, members } = standing;
  return passingByStep(standing).map(
    (passing, at) => `${passing} of ${members.length} pass step ${steps[at]?.number}`,
  );
}

/** What to explain again: `25 have to get past step 3: The hot shard dominates IncomingRecords` */
export function stuckSentences(standing: ClassStanding): string[] {
  return stuckChecks(standing)
    .slice(0, CHECKS_NAMED)
    .map(({ check, members }) => {
      const have = members === 1 ? 'has' : 'have';
      return `${members} ${have} to get past ${placeWords(check.step, standing.steps)}${check.title}`;
    });
}

/** A member in words: `ann: steps 1 to 2 PASS, steps 3 to 6 FAIL; step 3: Every …, 25 min` */
export function memberSentence(
  member: MemberStanding,
  steps: ClassStanding['steps'],
  stuckAfterSeconds: number,
): string {
  const words = stuckText(stuckWords(member, steps, stuckAfterSeconds));
  return `${member.participant}: ${verdictWords(member, steps)}; ${words}`;
}

/** `steps 1 to 2 PASS, step 3 NOT YET, steps 4 to 6 FAIL` */
export function verdictWords(member: MemberStanding, steps: ClassStanding['steps']): string {
  const runs: { verdict: Verdict; first: number; last: number }[] = [];
  for (const { stem, number } of steps) {
    const verdict = verdictAt(member, stem);
    if (verdict === undefined) continue;
    const run = runs.at(-1);
    if (run?.verdict === verdict) run.last = number;
    else runs.push({ verdict, first: number, last: number });
  }
  return runs
    .map(({ verdict, first, last }) =>
      first === last ? `step ${first} ${verdict}` : `steps ${first} to ${last} ${verdict}`,
    )
    .join(', ');
}
