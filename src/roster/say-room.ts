import { classifyAwsError } from '../aws/aws-errors.ts';
import type { CatalogueEntry, Config, Member } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { HIGHER_QUOTA } from '../quotas/expect-room.ts';
import { needsOfWalk } from '../quotas/fit.ts';
import { roomForClass } from '../quotas/room-for-class.ts';
import { type Common, openPlace, placeKey, placeOf } from './place.ts';

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
  const sayOf = async ([first, ...others]: readonly Member[]) => {
    if (first === undefined || others.length === 0) return;
    try {
      const cloud = await openPlace(placeOf(first, common), common);
      try {
        const room = await roomForClass(cloud, [first, ...others], needs, config);
        const { toBegin, fits, sentence } = room;
        if (!fits) {
          say(`The class does not fit into the account's quotas. ${sentence} ${HIGHER_QUOTA}.`);
        } else if (toBegin > 0) {
          say(`The class fits into the account's quotas. ${sentence}`);
        }
      } finally {
        cloud.close();
      }
    } catch (error) {
      common.signal.throwIfAborted();
      const { reason } =
        error instanceof WorkshopError ? { reason: error.message } : classifyAwsError(error);
      say(`Whether the class fits into the account's quotas is not known. ${reason}`);
    }
  };
  await Promise.all(sharing(members, common).map(sayOf));
}

/** Members by the place that they have in common. */
function sharing(members: readonly Member[], common: Common): Member[][] {
  const byPlace = new Map<string, Member[]>();
  for (const member of members) {
    const key = placeKey(member, common);
    const together = byPlace.get(key);
    if (together === undefined) byPlace.set(key, [member]);
    else together.push(member);
  }
  return [...byPlace.values()];
}
