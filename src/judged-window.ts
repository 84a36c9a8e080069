import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { Workshop } from './contract.ts';
import { judgedMinutes, MINUTE_MS, type MinuteWindow, minuteOf } from './minutes.ts';

/** Minutes that CloudWatch keeps a datapoint of one minute. Source: GetMetricData, API reference. */
const KEPT_MINUTES = 15 * 24 * 60;

/** The minutes that are charted and judged: the newest complete ones in the stream's life. */
export function judgedWindow(
  { cloud, config }: Workshop,
  stream: StreamDescriptionSummary,
): MinuteWindow {
  return judgedMinutes(cloud.now(), config.dominance.windowMinutes, createdMs(stream));
}

/** The minutes before them in which there may be records and datapoints of this stream. */
export function minutesBefore(
  { cloud, config }: Workshop,
  stream: StreamDescriptionSummary,
  { startMs: endMs }: MinuteWindow,
): MinuteWindow {
  const startMs = Math.max(
    endMs - config.stream.retentionHours * 60 * MINUTE_MS,
    minuteOf(createdMs(stream)),
    minuteOf(cloud.now()) - KEPT_MINUTES * MINUTE_MS,
  );
  return { startMs: Math.min(startMs, endMs), endMs };
}

function createdMs({ StreamCreationTimestamp }: StreamDescriptionSummary): number {
  return StreamCreationTimestamp?.getTime() ?? 0;
}
