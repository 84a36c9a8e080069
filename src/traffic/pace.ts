/** How often a lane sends, in cloud seconds. */
export const TICK_SECONDS = 1;

/** A lane's place in its traffic, counted in records from its start. */
export interface Turn {
  /** first record to send now */
  readonly from: number;
  /** the record after the last one; `from` when nothing is due */
  readonly to: number;
  /** records that were due too long ago: they are not sent at all */
  readonly skipped: number;
}

/**
 * What a lane owes: floor(rate × elapsed) records since its start, less those that went before. A
 * late tick sends its own second and at most `maxCatchUpSeconds` of backlog, the newest part of it.
 *
 * @param before the `to` of the turn before, 0 at the start
 */
export function turnOf(
  recordsPerSecond: number,
  elapsedSeconds: number,
  before: number,
  maxCatchUpSeconds: number,
): Turn {
  const to = Math.max(before, Math.floor(recordsPerSecond * elapsedSeconds));
  const most = Math.ceil(recordsPerSecond * (TICK_SECONDS + maxCatchUpSeconds));
  const from = Math.max(before, to - most);
  return { from, to, skipped: from - before };
}
