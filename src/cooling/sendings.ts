import type { Config } from '../contract.ts';

/**
 * How often step 6 sends the traffic, at most: for the alarm to see the heat, to show that it has
 * moved where one key makes it, and to show that it is gone.
 */
export function sendingsToCool({ lesson, lessons }: Pick<Config, 'lesson' | 'lessons'>): number {
  return lessons[lesson].spreadKeysBy === undefined ? 2 : 3;
}
