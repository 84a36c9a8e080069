import * as assert from 'uvu/assert';
import type { Workshop } from './contract.ts';
import { NotYet } from './errors.ts';
import { grouped } from './grouped.ts';
import { type CountsByMinute, newestMinute } from './insight/counts.ts';
import type { Shortfall } from './insight/dominance.ts';
import { uncountedMinutes } from './insight/witnesses.ts';
import { MINUTE_MS, type MinuteWindow, minuteText } from './minutes.ts';
import { enabledShardMetrics } from './stream/shard-level-metrics.ts';
import { countRecordsByMinute } from './stream/shard-records.ts';
import type { StreamDescription } from './stream/stream.ts';

/** What more traffic of the same kind would mend. */
const MENDED_BY_MORE: readonly Shortfall['kind'][] = [
  'nothing',
  'old',
  'too few records',
  'too few minutes',
];

/**
 * Before a shortfall counts: does CloudWatch know all the traffic already? Reads the shards back.
 * Records in the stream that are in no datapoint are still to come, up to a deadline, and those of
 * the running minute have not been judged at all.
 *
 * @param counted IncomingRecords of the shards that are judged, in the window
 * @throws {NotYet} when waiting may change the judgement
 * @throws {assert.Assertion} when datapoints are missing for good
 */
export async function expectAllCounted(
  workshop: Workshop,
  stream: StreamDescription,
  counted: CountsByMinute,
  { startMs, endMs }: MinuteWindow,
  shortfall: Pick<Shortfall, 'kind' | 'reason'>,
): Promise<void> {
  const { cloud, config } = workshop;
  const { metricsSeconds } = config.deadlines;
  const withRunningMinute = { startMs, endMs: endMs + MINUTE_MS };
  const readBack = await countRecordsByMinute(
    cloud,
    config.names.stream,
    [...counted.keys()],
    withRunningMinute,
  );
  const newest = uncountedMinutes(counted, readBack).find(({ minuteMs }) => minuteMs < endMs);
  if (newest !== undefined) {
    const reason = `CloudWatch has no IncomingRecords of ${newest.shardId} at ${minuteText(newest.minuteMs)}, and ${grouped(newest.readBack)} records of that minute were read back.`;
    const off = metricsOff(stream);
    const leftMs = newest.minuteMs + MINUTE_MS + metricsSeconds * 1000 - cloud.now();
    if (off === '' && leftMs > 0) throw new NotYet(reason, leftMs / 1000);
    assert.unreachable(
      off === ''
        ? `${reason} They did not come within ${metricsSeconds} s: metrics count from the moment they are on.`
        : `${reason}${off}`,
    );
  }
  const isGoingOn = (newestMinute(readBack) ?? 0) >= endMs;
  if (isGoingOn && MENDED_BY_MORE.includes(shortfall.kind)) {
    throw new NotYet(
      `${shortfall.reason} Records arrived in the minute that is still running.`,
      secondsToNextMinute(cloud.now()),
    );
  }
}

export function secondsToNextMinute(nowMs: number): number {
  return (MINUTE_MS - (nowMs % MINUTE_MS)) / 1000;
}

/** What to add to a reason when nothing can come; '' when the metric is on. */
export function metricsOff(stream: StreamDescription, metricName = 'IncomingRecords'): string {
  return enabledShardMetrics(stream).includes(metricName)
    ? ''
    : ` The shard-level metric ${metricName} is off: run step 2 first.`;
}
