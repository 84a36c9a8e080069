import type { Budget } from './math/values.ts';
import { copyOf, merge, type Series, type StatisticSet } from './metric-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;

export interface TimeRange {
  /** inclusive, in milliseconds */
  readonly startMs: number;
  /** exclusive, in milliseconds */
  readonly endMs: number;
}

export interface Grouping {
  readonly periodMs: number;
  /** where periods are counted from: the epoch, unless told */
  readonly originMs?: number;
  /** whether anything asks for the samples: percentiles do, and adding them up takes long */
  readonly withSamples: boolean;
}

/** To add a minute's samples takes a tenth of the time that it takes to work out a datapoint. */
const DATAPOINTS_A_SAMPLE = 0.1;

/**
 * A series by period: for every period that begins in the range and has data, its statistic set,
 * by the period's start in milliseconds, oldest first.
 */
export function aggregate(
  series: Series,
  range: TimeRange,
  { periodMs, originMs = 0, withSamples }: Grouping,
  nowMs: number,
  { claim }: Budget,
): Map<number, StatisticSet> {
  const startOf = (ms: number) => ms - modulo(ms - originMs, periodMs);
  const firstMs = startOf(range.startMs);
  const sets = new Map<number, StatisticSet>();
  for (const minute of minutesBetween(series, firstMs, range.endMs + periodMs)) {
    const set = series.minutes.get(minute);
    const start = startOf(minute);
    if (set === undefined || start < firstMs || start >= range.endMs) continue;
    if (isTooFine(start, periodMs, nowMs)) continue;
    // a period of up to a minute has one set, to which nothing is added
    if (periodMs <= MINUTE_MS) {
      sets.set(start, set);
      continue;
    }
    const added = withSamples ? set : { ...set, samples: undefined };
    claim((1 + (added.samples?.size ?? 0)) * DATAPOINTS_A_SAMPLE);
    const sum = sets.get(start);
    if (sum === undefined) sets.set(start, copyOf(added));
    else merge(sum, added);
  }
  return new Map([...sets].sort(([a], [b]) => a - b));
}

/** The starts of the minutes of a time, or of those that have data, whichever are fewer. */
function minutesBetween({ minutes, newestMs }: Series, startMs: number, endMs: number) {
  const firstMs = startMs - modulo(startMs, MINUTE_MS);
  const untilMs = Math.min(endMs, newestMs + MINUTE_MS);
  const length = Math.max(Math.ceil((untilMs - firstMs) / MINUTE_MS), 0);
  if (length > minutes.size) return minutes.keys();
  return Array.from({ length }, (_, index) => firstMs + index * MINUTE_MS);
}

/** Minutes between the datapoints that are kept of a time. Source: API reference, GetMetricData. */
function grainMinutes(ageMs: number): number {
  if (ageMs > 63 * DAY_MS) return 60;
  return ageMs > 15 * DAY_MS ? 5 : 1;
}

/** Whether a datapoint is no longer kept at this period. */
function isTooFine(startMs: number, periodMs: number, nowMs: number): boolean {
  const ageMs = nowMs - startMs;
  const grain = grainMinutes(ageMs);
  return ageMs > 455 * DAY_MS || (grain > 1 && periodMs % (grain * MINUTE_MS) !== 0);
}

/** A start time as CloudWatch rounds it down: to the grain of what is kept of it. */
export function roundedStart(startMs: number, nowMs: number): number {
  return startMs - modulo(startMs, grainMinutes(nowMs - startMs) * MINUTE_MS);
}

/** Seconds that CloudWatch takes as a period: 1, 5, 10, 20, 30 and multiples of 60. */
export function isPeriod(seconds: number): boolean {
  return seconds > 0 && (seconds % 60 === 0 || [1, 5, 10, 20, 30].includes(seconds));
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
