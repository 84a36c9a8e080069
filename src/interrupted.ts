import { WorkshopError } from './errors.ts';

/** What a command ends with when its signal was aborted: Ctrl-C, or a request to terminate. */
export function interrupted(cause?: unknown): WorkshopError {
  return new WorkshopError('interrupted', 'Interrupted', '', cause);
}
