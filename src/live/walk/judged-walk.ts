import { again } from '../../again.ts';
import { classifyAwsError } from '../../aws-errors.ts';
import type { CatalogueEntry, Cloud, Workshop, WorkshopEvent } from '../../contract.ts';
import { judgeAll } from '../../judge.ts';
import { allPass, tell } from '../../runner/step.ts';
import { isCleanUp } from '../../selection.ts';
import { describeStream } from '../../stream.ts';
import type { WalkModel } from '../models.ts';
import { type GoOn, newWalk, walkAfter } from './walk-reducer.ts';

/**
 * Looks at a walk that somebody else is on: judges its steps one after the other, and shows each
 * once it is judged. What the clean-up proves is true where nothing else is, so it is judged only
 * where the first step's checks do not pass; where it holds then, no other step is looked at.
 */
export function judgedWalk(
  config: Workshop['config'],
  entries: readonly CatalogueEntry[],
): (cloud: Cloud, show: (walk: WalkModel) => void) => Promise<void> {
  const building = entries.filter(({ stem }) => !isCleanUp(stem));
  const cleanUps = entries.filter(({ stem }) => isCleanUp(stem));
  let seen: WalkModel | undefined;
  return async (cloud, show) => {
    const workshop = { cloud, config };
    const goOn: GoOn = ({ stem }) => again(workshop, isCleanUp(stem) ? 'clean-up' : 'workshop');
    const judge = (some: readonly CatalogueEntry[]) => judgeAll(some, workshop, { waitSeconds: 0 });
    await expectAnswer(workshop);
    const first = await judge(building.slice(0, 1));
    const isDeployed = allPass(first);
    const cleaned = isDeployed ? [] : await judge(cleanUps);
    const isNothingThere = !isDeployed && allPass(cleaned);
    let walk = seen === undefined || isNothingThere ? newWalk(entries, goOn) : seen;
    const report = (event: WorkshopEvent) => {
      walk = walkAfter(walk, event, entries, goOn);
    };
    for (const entry of cleanUps) tell(entry, isDeployed ? 'skip' : 'verify', cleaned, { report });
    for (const entry of isNothingThere ? [] : building) {
      tell(entry, 'verify', [], { report });
      show(walk);
      tell(entry, 'verify', entry === building[0] ? first : await judge([entry]), { report });
    }
    show(walk);
    seen = walk;
  };
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
    if (kind === 'no-connection' || kind === 'credentials' || kind === 'aborted') throw error;
  }
}
