import { again } from '../../again.ts';
import { classifyAwsError } from '../../aws-errors.ts';
import type { CatalogueEntry, Cloud, Workshop, WorkshopEvent } from '../../contract.ts';
import { judgeAll } from '../../judge.ts';
import { allPass } from '../../runner/step.ts';
import { isCleanUp } from '../../selection.ts';
import { describeStream } from '../../stream.ts';
import type { WalkModel } from '../models.ts';
import { type GoOn, newWalk, walkAfter } from './walk-reducer.ts';

/**
 * Looks at a walk that somebody else is on: judges its steps one after the other, and shows each
 * once it is judged. What the clean-up proves is true where nothing else is, so it is judged only
 * where the first step's checks do not pass.
 */
export function judgedWalk(
  config: Workshop['config'],
  entries: readonly CatalogueEntry[],
): (cloud: Cloud, show: (walk: WalkModel) => void) => Promise<void> {
  let seen: WalkModel | undefined;
  return async (cloud, show) => {
    const workshop = { cloud, config };
    const goOn: GoOn = ({ stem }) => again(workshop, isCleanUp(stem) ? 'clean-up' : 'workshop');
    await expectAnswer(workshop);
    let walk = seen ?? newWalk(entries, goOn);
    const tell = (event: WorkshopEvent) => {
      walk = walkAfter(walk, event, entries, goOn);
    };
    let isDeployed = false;
    for (const [at, entry] of entries.entries()) {
      const { stem, number, of, step } = entry;
      const isLeftOut = isCleanUp(stem) && isDeployed;
      const outcomes = isLeftOut ? [] : await judgeAll([entry], workshop, { waitSeconds: 0 });
      if (at === 0) isDeployed = allPass(outcomes);
      tell({ event: 'step', step: stem, number, of, title: step.title, action: 'verify' });
      for (const outcome of outcomes) tell({ event: 'check', ...outcome });
      show(walk);
      seen = walk;
    }
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
