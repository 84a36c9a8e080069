import { copyOf, merge, type Series, type StatisticSet } from './metric-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;

export interface TimeRange {
  /** inclusive, in milliseconds */
  readonly startMs: number;
  /** exclusive, in milliseconds */
  readonly endMs: number;
}

/**
 * A series by period: for every period that begins in the range and has data, its statistic set,
 * by the period's start in milliseconds, oldest first.
 *
 * @param originMs where periods are counted from: the epoch, unless told
 */
export function aggregate(
  series: Series,
  range: TimeRange,
  periodMs: number,
  nowMs: number,
  originMs = 0,
): Map<number, StatisticSet> {
  const startOf = (ms: number) => ms - modulo(ms - originMs, periodMs);
  const sets = new Map<number, StatisticSet>();
  for (const [minute, set] of minutesWithin(
    series,
    startOf(range.startMs),
    range.endMs,
    periodMs,
  )) {
    const start = startOf(minute);
    if (start >= range.endMs || isTooFine(start, periodMs, nowMs)) continue;
    const sum = sets.get(start);
    if (sum === undefined) sets.set(start, copyOf(set));
    else merge(sum, set);
  }
  return new Map([...sets].sort(([a], [b]) => a - b));
}

/** Walks the minutes that are there, or the minutes that are asked for, whichever are fewer. */
function* minutesWithin(series: Series, startMs: number, endMs: number, periodMs: number) {
  const untilMs = Math.min(endMs + periodMs, series.newestMs + MINUTE_MS);
  if ((untilMs - startMs) / MINUTE_MS > series.minutes.size) {
    for (const [minute, set] of series.minutes) {
      if (minute >= startMs && minute < untilMs) yield [minute, set] as const;
    }
    return;
  }
  for (let minute = startMs - modulo(startMs, MINUTE_MS); minute < untilMs; minute += MINUTE_MS) {
    const set = minute < startMs ? undefined : series.minutes.get(minute);
    if (set !== undefined) yield [minute, set] as const;
  }
}

/**
 * Whether a datapoint is no longer kept at this period: 60 s for 15 days, 300 s for 63 days,
 * 3,600 s for 455 days. Source: API reference, GetMetricData.
 */
function isTooFine(startMs: number, periodMs: number, nowMs: number): boolean {
  const age = nowMs - startMs;
  if (age > 455 * DAY_MS) return true;
  if (age > 63 * DAY_MS) return periodMs % (60 * MINUTE_MS) !== 0;
  if (age > 15 * DAY_MS) return periodMs % (5 * MINUTE_MS) !== 0;
  return false;
}

/**
 * A start time as CloudWatch rounds it down: to the minute, to 5 minutes when it is older than
 * 15 days, to the hour when it is older than 63. Source: API reference, GetMetricData.
 */
export function roundedStart(startMs: number, nowMs: number): number {
  const age = nowMs - startMs;
  const grain = age > 63 * DAY_MS ? 60 : age > 15 * DAY_MS ? 5 : 1;
  return startMs - modulo(startMs, grain * MINUTE_MS);
}

/** Seconds that CloudWatch takes as a period: 1, 5, 10, 20, 30 and multiples of 60. */
export function isPeriod(seconds: number): boolean {
  return seconds > 0 && (seconds % 60 === 0 || [1, 5, 10, 20, 30].includes(seconds));
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
