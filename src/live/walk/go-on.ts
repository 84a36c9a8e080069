import { again } from '../../again.ts';
import type { Workshop } from '../../contract.ts';
import { isCleanUp } from '../../selection.ts';
import type { GoOn } from './walk-reducer.ts';

/** The command that goes on with a walk that nobody is on. */
export function goOnWith(workshop: Pick<Workshop, 'cloud' | 'config'>): GoOn {
  return ({ stem }) => again(workshop, isCleanUp(stem) ? 'clean-up' : 'workshop');
}
