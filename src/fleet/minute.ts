import { MINUTE_MS, minuteOf } from '../minutes.ts';
import type { FleetEvent } from './event.ts';

/** Scheduler may be so late and still punctual. Source: Schedule types, Scheduler user guide. */
const PRECISION_MS = MINUTE_MS;
/** The function's clock may be so far behind Scheduler's. */
const MOST_SKEW_MS = 15_000;
/** How long refused records are sent again after their minute. */
export const AFTER_MINUTE_MS = 20_000;

/** An invocation takes no longer: it waits for its minute, sends it, and sends again. */
export const LONGEST_INVOCATION_MS = PRECISION_MS + MOST_SKEW_MS + MINUTE_MS + AFTER_MINUTE_MS;

/** Why an invocation sends nothing. */
export type Refusal = 'before the start' | 'after the end' | 'too early' | 'too late';

/**
 * The begin of the minute that an invocation sends: the one after the minute it is scheduled for. It
 * is invoked somewhere within that one, so there is time for a cold start, and neither a late
 * Scheduler nor a clock that is some seconds off makes it send another minute, or less of its own.
 *
 * @returns milliseconds since the epoch
 * @throws {RangeError} for an event that no schedule of the fleet has sent
 */
export function minuteToSend({ scheduledAt }: Pick<FleetEvent, 'scheduledAt'>): number {
  const scheduledMs = Date.parse(scheduledAt);
  if (Number.isNaN(scheduledMs)) {
    throw new RangeError(`scheduledAt is not a time: ${JSON.stringify(scheduledAt)}`);
  }
  return minuteOf(scheduledMs) + MINUTE_MS;
}

/** Why this minute is not sent now; undefined when it is. */
export function refusalOf(
  minuteMs: number,
  { startMs, endMs }: FleetEvent['traffic'],
  nowMs: number,
): Refusal | undefined {
  if (minuteMs < startMs) return 'before the start';
  if (minuteMs >= endMs || nowMs >= endMs) return 'after the end';
  // it would wait for longer than it may run
  if (nowMs < minuteMs - PRECISION_MS - MOST_SKEW_MS) return 'too early';
  if (nowMs >= minuteMs + MINUTE_MS) return 'too late';
  return undefined;
}
