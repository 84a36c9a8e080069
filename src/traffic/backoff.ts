/**
 * Exponential backoff with full jitter: a random wait between 0 and base × 2^(attempt − 1), at most
 * the cap. Producers that were refused together do not come back together.
 *
 * @param attempt tries so far, from 1
 * @param random from 0 to below 1
 */
export function fullJitterMs(
  attempt: number,
  baseMs: number,
  capMs: number,
  random: () => number,
): number {
  return random() * Math.min(capMs, baseMs * 2 ** (attempt - 1));
}
