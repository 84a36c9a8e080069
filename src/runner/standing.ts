import { again, typed } from '../again.ts';
import type { CatalogueEntry, Workshop } from '../contract.ts';
import { isCleanUp } from '../selection.ts';

/** Where a participant stands who leaves the walk at a step, and how to go on. */
export function standingLines(
  at: CatalogueEntry | undefined,
  workshop: Workshop,
  startedLocalAws: boolean,
): string[] {
  const where = at === undefined ? [] : [`You stand at step ${at.number}, ${at.step.title}.`];
  // Half cleaned up, a walk would begin at step 1.
  const isAtTheEnd = at !== undefined && isCleanUp(at.stem) && !startedLocalAws;
  const command = again(workshop, isAtTheEnd ? 'clean-up' : 'workshop');
  const how = startedLocalAws
    ? [
        `The local AWS ended with this command. Start anew at step 1 with: ${command}`,
        `To keep one, first run in another terminal: ${typed('local-aws')}`,
      ]
    : [`Go on ${at === undefined ? '' : 'there '}with: ${command}`];
  return [...where, ...how];
}
