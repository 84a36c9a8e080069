import { again } from '../again.ts';
import type { Workshop } from '../contract.ts';

/** Where a participant stands who leaves the walk at a step, and how to go on. */
export function standingLines(
  at: { readonly number: number; readonly title: string } | undefined,
  workshop: Workshop,
  startedLocalAws: boolean,
): string[] {
  const where = at === undefined ? [] : [`You stand at step ${at.number}, ${at.title}.`];
  const command = again(workshop, 'workshop');
  const how = startedLocalAws
    ? `The local AWS ended with this command: ${command} starts anew at step 1. To keep one, run npm run local-aws in another terminal first.`
    : `Go on there with: ${command}`;
  return [...where, how];
}
