import type { WalkModel } from '../../src/live/models.ts';

/** More changes at once are only counted. */
const MOST_TOLD = 3;

/**
 * What verdicts are other than they were, or came to a step that was running, in sentences. Those of
 * a first look are no news.
 */
export function verdictNews(before: WalkModel, after: WalkModel): string[] {
  const old = new Map(before.steps.map((step) => [step.stem, step]));
  const changed = after.steps.filter(({ stem, state, verdict }) => {
    const was = old.get(stem);
    if (state !== 'judged' || was === undefined) return false;
    return was.state === 'running' || (was.state === 'judged' && was.verdict !== verdict);
  });
  if (changed.length <= MOST_TOLD) {
    return changed.map(({ number, title, verdict }) => `Step ${number}, ${title}: ${verdict}.`);
  }
  const passing = after.steps.filter(({ verdict }) => verdict === 'PASS').length;
  return [`${changed.length} steps have a new verdict; ${passing} of ${after.steps.length} pass.`];
}
