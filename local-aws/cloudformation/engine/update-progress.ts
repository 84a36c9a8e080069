import type { Deployment, StackResource } from '../stack.ts';

/** What an update has done so far: enough to go on to the clean-up, or all the way back. */
export interface UpdateProgress {
  /** what the stack was */
  readonly previous: Deployment;
  /** changed resources as they were before, by logical id */
  readonly before: Map<string, StackResource>;
  /** logical ids of resources that were not there before */
  readonly added: Set<string>;
  /** physical resources that others have taken the place of */
  readonly replaced: StackResource[];
}
