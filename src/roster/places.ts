import type { Cloud, Member } from '../contract.ts';
import { type Common, openPlace, type Place, placeOf } from './place.ts';

/** A place, and those of a class who are there: one at least. */
export interface SharedPlace {
  readonly place: Place;
  readonly members: readonly Member[];
}

/** Members by the place that they have in common. */
export function sharedPlaces(members: readonly Member[], common: Common): SharedPlace[] {
  const byKey = new Map<string, { place: Place; members: Member[] }>();
  for (const member of members) {
    const place = placeOf(member, common);
    const key = JSON.stringify(Object.values(place));
    const shared = byKey.get(key);
    if (shared === undefined) byKey.set(key, { place, members: [member] });
    else shared.members.push(member);
  }
  return [...byKey.values()];
}

/**
 * Opens a place, uses it, and closes it.
 *
 * @throws as `openPlace`
 */
export async function inPlace<T>(
  place: Place,
  common: Common,
  use: (cloud: Cloud) => Promise<T>,
): Promise<T> {
  const cloud = await openPlace(place, common);
  try {
    return await use(cloud);
  } finally {
    cloud.close();
  }
}
