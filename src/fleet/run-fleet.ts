import { again } from '../again.ts';
import type { Tell, Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { MINUTE_MS, minuteText } from '../minutes.ts';
import { createStack, deleteStack } from '../stack/deploy-stack.ts';
import { describeStack } from '../stack/stack.ts';
import { enabledShardMetrics } from '../stream/shard-level-metrics.ts';
import { listAllShards, openShards } from '../stream/shards.ts';
import { waitForActive } from '../stream/stream.ts';
import { bundleHandler } from './bundle.ts';
import { fleetStack } from './stack.ts';
import { alreadyStands, refuseBesideAnother } from './standing.ts';
import { type FleetTimes, fleetTimes } from './times.ts';
import { type FleetTotals, fleetTotals, watchFleet } from './watch.ts';

/** What the watching reads: each of them is off until step 2. */
const WATCHED_METRICS = ['IncomingRecords', 'WriteProvisionedThroughputExceeded'];

export interface FleetOptions {
  readonly workshop: Workshop;
  readonly parts: number;
  readonly minutes: number;
  readonly tell: Tell;
  /** The same AWS, by connections that another signal ends: a Ctrl-C ends those at hand. */
  readonly reconnect: (signal: AbortSignal) => Promise<Workshop>;
}

/**
 * Deploys the producers, watches them to their end, and removes them, also after an error or a
 * Ctrl-C.
 *
 * @throws {WorkshopError} `refused` beside another fleet of the same name, which is left as it is;
 *   `not-found` without the stream or its shard-level metrics; as for stacks; `not-finished` where CloudWatch does not show what was sent
 */
export async function runFleet(options: FleetOptions): Promise<FleetTotals> {
  const { workshop, parts, minutes, tell } = options;
  const { cloud, config } = workshop;
  const { stream, fleetStack: name } = config.names;
  await refuseBesideAnother(workshop);
  const metrics = enabledShardMetrics(await waitForActive(workshop, tell));
  if (!WATCHED_METRICS.every((metric) => metrics.includes(metric))) {
    throw new WorkshopError(
      'not-found',
      `The shard-level metrics of stream ${stream} are off, so nobody would see what the producers in AWS send.`,
      `Run step 2: ${again(workshop, 'workshop', '--only 2')}`,
    );
  }
  const shards = await listAllShards(cloud, stream);
  const code = await bundleHandler();
  const times = fleetTimes(workshop, minutes);
  const specification = await fleetStack(workshop, { parts, times, shards, code });
  let totals: FleetTotals;
  try {
    if (!(await createStack(workshop, specification, tell))) {
      throw alreadyStands(workshop, await describeStack(workshop, name));
    }
    for (const text of whatHappens(workshop, times)) tell({ kind: 'fact', text });
    const shardIds = openShards(shards).map(({ shardId }) => shardId);
    totals = fleetTotals(await watchFleet(workshop, { times, shardIds }, tell), times);
  } catch (error) {
    const isSomebodyElses = error instanceof WorkshopError && error.code === 'refused';
    // what went wrong first is what counts; what is left behind is told
    if (!isSomebodyElses) await remove(options, times).catch(() => undefined);
    throw error;
  }
  await remove(options, times);
  return totals;
}

async function remove({ workshop, tell, reconnect }: FleetOptions, times: FleetTimes) {
  const { fleetStack } = workshop.config.names;
  try {
    if (!workshop.cloud.signal.aborted) return await deleteStack(workshop, fleetStack, tell);
    const text = `Interrupted: the producers are removed, which takes a minute or two. With another Ctrl-C they stay, and ${whatSurvives(workshop, times)}`;
    tell({ kind: 'fact', text });
    await deleteStack(await reconnect(new AbortController().signal), fleetStack, tell);
  } catch (error) {
    const text = `The producers are not removed: ${whatSurvives(workshop, times)}`;
    tell({ kind: 'fact', text });
    throw error;
  }
}

function whatHappens(workshop: Workshop, times: FleetTimes): string[] {
  // a minute is sent by who was invoked in the one before
  const isLate = workshop.cloud.now() > times.startMs - MINUTE_MS;
  return [
    `The producers send from ${minuteText(times.startMs)} to ${minuteText(times.endMs)}`,
    ...(isLate
      ? ['The stack took longer than fleet.leadMinutes: its first minutes are missing']
      : []),
    `Should this command be killed, ${whatSurvives(workshop, times)}`,
  ];
}

/** What ends by itself, and what does it at once. */
function whatSurvives(workshop: Workshop, { endMs, expiresMs }: FleetTimes): string {
  return `nothing is sent after ${minuteText(endMs)}, and stack ${workshop.config.names.fleetStack} deletes itself at ${minuteText(expiresMs)}. ${again(workshop, 'clean-up')} deletes it at once, and the stream`;
}
