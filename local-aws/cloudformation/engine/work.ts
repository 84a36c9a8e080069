import type { Clock } from '../../clock.ts';

/**
 * Something that takes cloud time: a generator that yields the seconds it waits for. So a life
 * cycle reads from top to bottom, and yet nothing of it happens outside the cloud's clock.
 */
export type Work<Result = void> = Generator<number, Result, undefined>;

/** Between two phases of a stack's life: the start, the roll-back, the clean-up. */
export const PHASE_SECONDS = 1;

/** Begins a work at once. The function that comes back ends it where it is. */
export function start(clock: Clock, work: Work): () => void {
  let stopped = false;
  const step = (): void => {
    if (stopped) return;
    const waiting = work.next();
    if (waiting.done !== true) clock.after(waiting.value, step);
  };
  step();
  return () => {
    stopped = true;
    work.return();
  };
}
