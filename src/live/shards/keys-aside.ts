import { type MinuteWindow, windowText } from '../../minutes.ts';
import { type FindKeys, readHeaviestKeys, type SeenKeys } from './heaviest-keys.ts';

/**
 * Finds keys for looks that do not wait: each is given what was read last, while reading goes on
 * beside them. Reads anew only when the records have changed, and not more often than told.
 *
 * @param everyMs real time from the beginning of a reading to the next
 */
export function keysAside(everyMs: number): FindKeys {
  let seen: SeenKeys = { keys: [], unknown: ['The keys are being read.'] };
  let of: { readonly sums: string; readonly window: MinuteWindow } | undefined;
  let isReading = false;
  let dueMs = 0;
  const read = async (...asked: Parameters<FindKeys>) => {
    const [workshop, shards, window, sums] = asked;
    isReading = true;
    dueMs = performance.now() + everyMs;
    try {
      seen = await readHeaviestKeys(workshop, shards, window);
      of = { sums, window };
    } catch {
      dueMs = 0; // its connection was given up, which says nothing of the records
    } finally {
      isReading = false;
    }
  };
  return (...asked) => {
    const [, , window, sums] = asked;
    if (sums !== of?.sums && !isReading && performance.now() >= dueMs) void read(...asked);
    if (of === undefined || windowText(of.window) === windowText(window)) return seen;
    return { ...seen, unknown: [...seen.unknown, `The keys are of ${windowText(of.window)}.`] };
  };
}
