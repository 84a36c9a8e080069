import type { StartLocalAws } from '../cli/open-workshop.ts';
import { WorkshopError } from '../errors.ts';

/**
 * In place of a start, for a command that looks at what somebody has made: a local AWS for this
 * command alone would be empty.
 */
export function noLocalAws(missing: string, remedy: string): StartLocalAws {
  return async () => {
    throw new WorkshopError(
      'not-found',
      `No local AWS runs for this folder, so there is no ${missing}.`,
      remedy,
    );
  };
}
