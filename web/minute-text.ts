import type { Range } from '../charts/chart.ts';

/** `2026-06-01 12:05`, in UTC. */
export function minuteText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}

/** `2026-06-01 12:05 to 12:08 UTC`, with both days where they differ. */
export function windowText({ startMs, endMs }: Range): string {
  const [start, end] = [minuteText(startMs), minuteText(endMs)];
  return `${start} to ${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end} UTC`;
}
