import type { ClassStanding, MemberStanding } from '../../contract.ts';
import { duration } from '../../duration.ts';
import { isOldTraffic } from '../../old-traffic.ts';
import { needOf, secondsSinceWork } from './need.ts';
import { stuckOn } from './standing.ts';

type Steps = ClassStanding['steps'];

/** What a member is at, in two parts: only the first may be cut where there is no room. */
export interface StuckWords {
  /** `step 3: The hot shard dominates IncomingRecords` */
  readonly at: string;
  /** `25 min`: since their last work; '' where it says nothing */
  readonly since: string;
}

export function stuckWords(
  member: MemberStanding,
  steps: Steps,
  stuckAfterSeconds: number,
): StuckWords {
  const check = stuckOn(member);
  if (check === undefined) return { at: 'done', since: '' };
  const { step, title, reason } = check;
  const before = placeWords(step, steps);
  const seconds = secondsSinceWork(member);
  switch (needOf(member, stuckAfterSeconds)) {
    case 'cannot tell':
      return { at: `${before}${reason}`, since: '' };
    case 'not begun':
      return { at: 'has not begun', since: '' };
    default:
      return {
        at: `${before}${isOldTraffic(check) ? 'its traffic is old, send it again' : title}`,
        since: seconds === undefined ? '' : duration(Math.floor(seconds)),
      };
  }
}

/** `step 3: `; '' for what is no step */
export function placeWords(stem: string, steps: Steps): string {
  const step = steps.find((one) => one.stem === stem);
  return step === undefined ? '' : `step ${step.number}: `;
}

/** `step 3: The hot shard dominates IncomingRecords, 25 min` */
export function stuckText(words: StuckWords): string {
  return words.since === '' ? words.at : `${words.at}, ${words.since}`;
}
