import type { CatalogueEntry, Config, Member } from '../contract.ts';
import { problemOf } from '../explain.ts';
import { HIGHER_QUOTA } from '../quotas/expect-room.ts';
import { needsOfWalk } from '../quotas/fit.ts';
import { roomForClass } from '../quotas/room-for-class.ts';
import type { Common } from './place.ts';
import { inPlace, type SharedPlace, sharedPlaces } from './places.ts';

/**
 * Looks the quotas up wherever several members share an account and a region, and says whether those
 * who are still to begin fit in. What AWS does not tell is said, and holds nobody up.
 */
export async function sayRoom(
  members: readonly Member[],
  common: Common,
  {
    walk,
    config,
    say,
  }: {
    /** Every step. */
    readonly walk: readonly Pick<CatalogueEntry, 'step'>[];
    readonly config: Config;
    readonly say: (line: string) => void;
  },
): Promise<void> {
  const needs = needsOfWalk(walk, config);
  const sayOf = async ({ place, members: sharing }: SharedPlace) => {
    try {
      const { toBegin, fits, sentence } = await inPlace(place, common, (cloud) =>
        roomForClass(cloud, sharing, needs, config),
      );
      if (!fits) {
        say(`The class does not fit into the account's quotas. ${sentence} ${HIGHER_QUOTA}.`);
      } else if (toBegin > 0) {
        say(`The class fits into the account's quotas. ${sentence}`);
      }
    } catch (error) {
      common.signal.throwIfAborted();
      const { reason } = problemOf(error);
      say(`Whether the class fits into the account's quotas is not known. ${reason}`);
    }
  };
  const places = sharedPlaces(members, common);
  await Promise.all(places.filter((one) => one.members.length > 1).map(sayOf));
}
