import type { World } from './world.ts';

/** A wrong world that looks much like a right one, and the one check that has to see it. */
export interface NearMiss {
  /** What is wrong in it, in a few words. */
  readonly title: string;
  /** The stem of the step whose check rejects it: `03-produce`. */
  readonly step: string;
  /** The title of that check. */
  readonly rejectedBy: string;
  /** All that the check says of it. A time of the day or a date is written {time}. */
  readonly message: string;
  /** Makes it, in an account that is empty. */
  build(world: World): Promise<unknown>;
}

export function defineNearMiss(nearMiss: NearMiss): NearMiss {
  return nearMiss;
}
