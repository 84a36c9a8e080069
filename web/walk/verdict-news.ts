import type { WalkModel } from '../../src/live/models.ts';

/** More changes at once are only counted. */
const MOST_TOLD = 3;

/** What verdicts have become something else, in sentences; none for those that only came. */
export function verdictNews(before: WalkModel, after: WalkModel): string[] {
  const old = new Map(before.steps.map(({ stem, verdict }) => [stem, verdict]));
  const changed = after.steps.filter(
    ({ stem, verdict }) => verdict !== undefined && old.get(stem) !== verdict,
  );
  if (changed.length <= MOST_TOLD) {
    return changed.map(({ number, title, verdict }) => `Step ${number}, ${title}: ${verdict}.`);
  }
  const passing = after.steps.filter(({ verdict }) => verdict === 'PASS').length;
  return [`${changed.length} steps have a new verdict; ${passing} of ${after.steps.length} pass.`];
}
