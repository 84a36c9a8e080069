import type { Cloud, Member } from '../contract.ts';
import { type Common, openPlace, placeKey, placeOf } from './place.ts';

type OpenCloud = Cloud & { close(): void };

interface Opened {
  /** of its members, who are still to be looked at */
  left: number;
  cloud?: Promise<OpenCloud>;
}

/**
 * The places of some members. Each is opened for the first of its members and closed after the last,
 * so that a class of many accounts does not hold them all open.
 */
export class Places {
  readonly #places = new Map<string, Opened>();

  constructor(
    members: readonly Member[],
    private readonly common: Common,
  ) {
    for (const member of members) {
      const key = placeKey(member, common);
      this.#places.set(key, { left: (this.#places.get(key)?.left ?? 0) + 1 });
    }
  }

  /**
   * Uses a member's place. Each member comes once.
   *
   * @throws as `openPlace`
   */
  async at<T>(member: Member, use: (cloud: Cloud) => Promise<T>): Promise<T> {
    const key = placeKey(member, this.common);
    const place = this.#places.get(key) ?? { left: 1 };
    place.cloud ??= openPlace(placeOf(member, this.common), this.common);
    try {
      return await use(await place.cloud);
    } finally {
      place.left -= 1;
      if (place.left === 0) {
        await place.cloud.then(
          (cloud) => cloud.close(),
          () => undefined,
        );
      }
    }
  }
}
