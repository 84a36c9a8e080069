import { classifyAwsError } from '../../aws/aws-errors.ts';
import type { CatalogueEntry, Cloud, Outcome, Workshop, WorkshopEvent } from '../../contract.ts';
import { judgeAll } from '../../judge.ts';
import { allPass, tell } from '../../runner/step.ts';
import { isCleanUp } from '../../selection.ts';
import { describeStream } from '../../stream/stream.ts';
import type { WalkModel } from '../models.ts';
import { goOnWith } from './go-on.ts';
import { newWalk, walkAfter } from './walk-reducer.ts';

/**
 * Looks at a walk that somebody else is on: judges its steps one after the other, and shows each once
 * it is judged. A verdict stays until its step is judged again, unless that of an earlier one has
 * changed meanwhile: it is of another time then, and left out. What the clean-up proves is true where
 * nothing else is, so it is shown only there, and no other step then.
 */
export function judgedWalk(
  config: Workshop['config'],
  entries: readonly CatalogueEntry[],
): (cloud: Cloud, show: (walk: WalkModel) => void) => Promise<void> {
  const building = entries.filter(({ stem }) => !isCleanUp(stem));
  const cleanUps = entries.filter(({ stem }) => isCleanUp(stem));
  let walk: WalkModel | undefined;
  return async (cloud, show) => {
    const workshop = { cloud, config };
    const goOn = goOnWith(workshop);
    await expectAnswer(workshop);
    const first = await judged(building.slice(0, 1), workshop);
    const cleaned = allPass(first) ? [] : await judged(cleanUps, workshop);
    const isNothingThere = !allPass(first) && allPass(cleaned);
    if (walk === undefined || isNothingThere) walk = newWalk(entries, goOn);
    let now = walk;
    const report = (event: WorkshopEvent) => {
      now = walkAfter(now, event, entries, goOn);
    };
    const showNow = () => {
      walk = now;
      show(now);
    };
    for (const entry of cleanUps) {
      if (isNothingThere) tell(entry, 'verify', cleaned, { report });
      else tell(entry, 'skip', [], { report });
    }
    const looked = isNothingThere ? [] : building;
    for (const entry of looked) tell(entry, 'verify', [], { report });
    for (const [at, entry] of looked.entries()) {
      const before = verdictsOf(now, entry);
      if (at > 0) showNow();
      tell(entry, 'verify', at === 0 ? first : await judged([entry], workshop), { report });
      if (verdictsOf(now, entry) === before) continue;
      for (const later of looked.slice(at + 1)) {
        tell(later, 'skip', [], { report });
        tell(later, 'verify', [], { report });
      }
    }
    showNow();
  };
}

/** Of each check of a step, in short. */
function verdictsOf({ steps }: WalkModel, { stem }: CatalogueEntry): string {
  const step = steps.find((one) => one.stem === stem);
  return String(step?.outcomes.map(({ verdict }) => verdict));
}

/**
 * What could not be told is looked at once more: it may have been a moment's, as where somebody moved
 * the clock while records were read, and their iterators expired.
 *
 * @throws what a request throws when AWS has stopped to answer
 */
async function judged(
  entries: readonly CatalogueEntry[],
  workshop: Workshop,
): Promise<readonly Outcome[]> {
  const outcomes = await judgeAll(entries, workshop, { waitSeconds: 0 });
  if (outcomes.every(({ verdict }) => verdict !== 'CANNOT TELL')) return outcomes;
  await expectAnswer(workshop);
  return judgeAll(entries, workshop, { waitSeconds: 0 });
}

/**
 * An AWS that does not answer at all would make every verdict CANNOT TELL: what was seen last tells
 * more.
 */
async function expectAnswer(workshop: Workshop): Promise<void> {
  try {
    await describeStream(workshop);
  } catch (error) {
    const { kind } = classifyAwsError(error);
    if (['no-connection', 'credentials', 'clock', 'aborted'].includes(kind)) throw error;
  }
}
