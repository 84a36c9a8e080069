/** CloudWatch's finest period for shard metrics; its datapoints are stamped at a minute's start. */
export const MINUTE_MS = 60_000;

/** A span of whole minutes in cloud milliseconds since the epoch; `endMs` is not part of it. */
export interface MinuteWindow {
  readonly startMs: number;
  readonly endMs: number;
}

export function minuteOf(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** The newest `minutes` minutes that are over. The running one still changes: it is never judged. */
export function lastCompleteMinutes(nowMs: number, minutes: number): MinuteWindow {
  const endMs = minuteOf(nowMs);
  return { startMs: endMs - minutes * MINUTE_MS, endMs };
}

/** For so long CloudWatch keeps datapoints of a minute. Source: GetMetricData, API reference. */
export const KEPT_MS = 15 * 24 * 60 * MINUTE_MS;

/**
 * The minutes of a window from a stream's creation on. CloudWatch keeps the metrics of a deleted
 * stream, and would count them for a new one of the same name.
 */
export function sinceCreated({ startMs, endMs }: MinuteWindow, createdMs: number): MinuteWindow {
  return { startMs: Math.min(Math.max(startMs, minuteOf(createdMs)), endMs), endMs };
}

/** `2026-06-01 12:05Z` */
export function minuteText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** `12:05Z` */
export function timeText(atMs: number): string {
  return minuteText(atMs).slice(11);
}

/** What to say in place of the times of a window that has no minute. */
export const TOO_YOUNG =
  'The stream is younger than a minute: there is no complete minute to look at yet.';

export function isEmpty({ startMs, endMs }: MinuteWindow): boolean {
  return startMs >= endMs;
}

/** `12:05Z to 12:20Z`, with the days where they differ. */
export function windowText({ startMs, endMs }: MinuteWindow): string {
  if (startMs >= endMs) return 'no complete minute';
  const [start, end] = [minuteText(startMs), minuteText(endMs)];
  const sameDay = start.slice(0, 10) === end.slice(0, 10);
  return sameDay ? `${timeText(startMs)} to ${timeText(endMs)}` : `${start} to ${end}`;
}

/** As an AWS CLI takes a time: `2026-06-01T12:05:00Z`. */
export function cliTime(atMs: number): string {
  return `${schedulerTime(atMs)}Z`;
}

/** `2026-06-01T20:00:00`, in UTC, as a schedule of EventBridge Scheduler takes it. */
export function schedulerTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19);
}
