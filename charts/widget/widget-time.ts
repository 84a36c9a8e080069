import type { Range } from '../chart.ts';

const DURATION =
  /^(?<sign>[+-]?)P(?:(?<months>\d{1,4})M)?(?:(?<weeks>\d{1,4})W)?(?:(?<days>\d{1,5})D)?(?:T(?:(?<hours>\d{1,6})H)?(?:(?<minutes>\d{1,8})M)?(?:(?<seconds>\d{1,9})S)?)?$/;
const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const SECONDS = {
  months: 30 * 86_400,
  weeks: 7 * 86_400,
  days: 86_400,
  hours: 3_600,
  minutes: 60,
  seconds: 1,
};
const UNITS = ['months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/** The time range of a widget that tells none. Source: GetMetricWidgetImage, metric widget structure. */
const DEFAULT_START = '-PT3H';
const DEFAULT_END = 'PT0H';

/**
 * The time range of a widget, or of a dashboard.
 *
 * @returns `undefined` when either end is no time
 */
export function widgetRange(
  {
    start = DEFAULT_START,
    end = DEFAULT_END,
  }: { start?: string | undefined; end?: string | undefined },
  nowMs: number,
): Range | undefined {
  const startMs = readTime(start, nowMs);
  const endMs = readTime(end, nowMs);
  return startMs === undefined || endMs === undefined ? undefined : { startMs, endMs };
}

/** `2026-06-01T12:00:00Z`, or a duration from now: `-PT3H`, `-P1D`. */
export function readTime(text: string, nowMs: number): number | undefined {
  const parts = DURATION.exec(text)?.groups;
  if (parts !== undefined && /\d/.test(text)) {
    const seconds = UNITS.reduce((sum, unit) => sum + Number(parts[unit] ?? 0) * SECONDS[unit], 0);
    return nowMs + (parts.sign === '-' ? -1 : 1) * seconds * 1000;
  }
  if (!TIME.test(text)) return undefined;
  // A time without a zone is in UTC.
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? undefined : ms;
}

/** `+0130` in minutes. */
export function readOffset(timezone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])([01]\d|2[0-3]):?([0-5]\d)$/.exec(timezone) ?? [];
  if (hours === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
