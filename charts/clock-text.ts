import type { Range } from './chart.ts';

const YEAR_DAYS = 365;
const DAY_MS = 24 * 3600 * 1000;

/**
 * How moments of a range are written on its axis: the time of day, with the date at midnight, and
 * the date alone where the range is long, and year and month where it is longer than a year. Milliseconds come as the axis has them, already shifted
 * by the chart's time zone.
 */
export function clockFormat({ startMs, endMs }: Range): (ms: number) => string {
  const days = (endMs - startMs) / DAY_MS;
  return (ms) => {
    const iso = new Date(ms).toISOString();
    if (days > YEAR_DAYS) return iso.slice(0, 7);
    const date = iso.slice(5, 10);
    if (days > 7) return date;
    if (iso.slice(11, 19) === '00:00:00') return date;
    return ms % 60_000 === 0 ? iso.slice(11, 16) : iso.slice(11, 19);
  };
}
