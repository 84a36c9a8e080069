import type { Tell, Workshop } from '../contract.ts';
import { grouped } from '../grouped.ts';
import { type CountsByMinute, total, within } from '../insight/counts.ts';
import { MINUTE_MS, type MinuteWindow, minuteText } from '../minutes.ts';
import { poll } from '../poll.ts';
import { minuteSums, rowsByTime } from '../stream/metric-rows.ts';
import { shardSumsByMinute } from '../stream/shard-metrics.ts';
import type { FleetTimes } from './times.ts';

/** What CloudWatch says of a fleet's minutes, by shard and minute. */
export interface FleetSight {
  readonly accepted: CountsByMinute;
  readonly refused: CountsByMinute;
  /** of the function, by metric and by the minute that the invocation was for */
  readonly invocations: CountsByMinute;
}

export interface Watched {
  readonly times: Pick<FleetTimes, 'startMs' | 'endMs'>;
  readonly shardIds: readonly string[];
}

const OF_THE_FUNCTION = ['Invocations', 'Errors', 'Throttles'] as const;

/**
 * Tells each minute of a fleet when CloudWatch has it, until the last: the records and refusals of
 * each shard, and how many invocations there were, failed or were throttled.
 *
 * @returns all of it, read once more at the end, as CloudWatch still adds to young minutes
 * @throws {WorkshopError} `not-finished` when CloudWatch has nothing of a minute by the deadline
 */
export async function watchFleet(
  workshop: Workshop,
  { times, shardIds }: Watched,
  tell: Tell,
): Promise<FleetSight> {
  const { cloud, config } = workshop;
  const { startMs, endMs } = times;
  for (let minuteMs = startMs; minuteMs < endMs; minuteMs += MINUTE_MS) {
    const minute = { startMs: minuteMs, endMs: minuteMs + MINUTE_MS };
    tell({ kind: 'wait', text: `The minute ${minuteText(minuteMs)} is sent and counted` });
    await cloud.sleep((minute.endMs + MINUTE_MS - cloud.now()) / 1000);
    const sight = await poll(
      cloud,
      async (notThere) => {
        const seen = await look(workshop, shardIds, minute);
        const isThere = [...seen.accepted.values()].some((counts) => counts.size > 0);
        return isThere ? seen : notThere(`CloudWatch has nothing of ${minuteText(minuteMs)} yet`);
      },
      {
        what: `the metrics of ${minuteText(minuteMs)}`,
        everySeconds: config.fleet.askedEverySeconds,
        withinSeconds: config.deadlines.metricsSeconds,
        tell,
      },
    );
    tell(minuteTable(minuteMs, shardIds, sight));
  }
  // the records of the last second are put when the last minute is over
  return look(workshop, shardIds, { startMs, endMs: endMs + MINUTE_MS });
}

async function look(
  { cloud, config }: Workshop,
  shardIds: readonly string[],
  { startMs, endMs }: MinuteWindow,
): Promise<FleetSight> {
  const { stream, fleetStack } = config.names;
  const sums = (metric: string) =>
    shardSumsByMinute(cloud, stream, shardIds, metric, { startMs, endMs });
  const ofFunction = { FunctionName: fleetStack };
  const rows = new Map(
    OF_THE_FUNCTION.map((metric) => [metric, minuteSums('AWS/Lambda', metric, ofFunction)]),
  );
  // whoever sends a minute was invoked in the one before
  const invoked = { startMs: startMs - MINUTE_MS, endMs: endMs - MINUTE_MS };
  const [accepted, refused, counted] = await Promise.all([
    sums('IncomingRecords'),
    sums('WriteProvisionedThroughputExceeded'),
    rowsByTime(cloud, rows, invoked),
  ]);
  const invocations = new Map(
    [...counted].map(([metric, byMinute]) => [
      metric,
      new Map([...byMinute].map(([atMs, count]) => [atMs + MINUTE_MS, count])),
    ]),
  );
  return { accepted, refused, invocations };
}

function minuteTable(
  minuteMs: number,
  shardIds: readonly string[],
  { accepted, refused, invocations }: FleetSight,
) {
  const of = (metric: (typeof OF_THE_FUNCTION)[number]) => grouped(total(invocations, metric));
  return {
    kind: 'table',
    caption: `${minuteText(minuteMs)}: ${grouped(total(accepted))} records, ${grouped(total(refused))} refused; invocations: ${of('Invocations')}, failed ${of('Errors')}, throttled ${of('Throttles')}`,
    head: ['shard', 'records', 'refused'],
    rows: shardIds.map((shardId) => [
      shardId,
      grouped(total(accepted, shardId)),
      grouped(total(refused, shardId)),
    ]),
  } as const;
}

/** What came of a fleet, in numbers. */
export interface FleetTotals {
  readonly accepted: number;
  readonly refused: number;
  readonly invocations: number;
  readonly failed: number;
  readonly throttled: number;
}

export function fleetTotals(sight: FleetSight, { startMs, endMs }: Watched['times']): FleetTotals {
  const minutes = within(sight.invocations, { startMs, endMs });
  return {
    accepted: total(sight.accepted),
    refused: total(sight.refused),
    invocations: total(minutes, 'Invocations'),
    failed: total(minutes, 'Errors'),
    throttled: total(minutes, 'Throttles'),
  };
}
