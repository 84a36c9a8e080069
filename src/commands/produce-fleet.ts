import type { Config, Tell, Workshop } from '../contract.ts';
import { fleetEstimate, type StandingStream } from '../cost/fleet.ts';
import { fleetEstimateLines, usdText } from '../cost/words.ts';
import { WorkshopError } from '../errors.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { CONCURRENT_OF_A_PART, partsFor } from '../fleet/size.ts';
import { refuseBesideAnother } from '../fleet/standing.ts';
import { fleetTimes } from '../fleet/times.ts';
import type { FleetTotals } from '../fleet/watch.ts';
import { grouped } from '../grouped.ts';
import { askConsent } from '../runner/consent.ts';
import { Meter } from '../runner/meter.ts';
import { expiryMs, moveExpiry } from '../stack/expiry.ts';
import { enabledShardMetrics } from '../stream/shard-level-metrics.ts';
import { noSuchStream } from '../stream/shards.ts';
import { describeStream } from '../stream/stream.ts';
import type { Session } from './session.ts';

/** What of a session the producers in AWS need. */
export interface FleetSession {
  readonly workshop: Workshop;
  readonly opened: Pick<Session['opened'], 'reconnect'>;
  readonly reporter: Pick<Session['reporter'], 'say' | 'sayBeforeQuestion' | 'settle'>;
  readonly asker: Session['asker'];
}

/** Producers in AWS send whole minutes. */
export function inWholeMinutes(config: Config): Config {
  const durationSeconds = minutesOf(config) * 60;
  return { ...config, traffic: { ...config.traffic, durationSeconds } };
}

function minutesOf({ traffic }: Config): number {
  return Math.ceil(traffic.durationSeconds / 60);
}

/**
 * The traffic from Lambda functions in the account that it is sent to: deploys them, watches them,
 * and removes them. The stream's own end is put off, as by a walk, so that it outlives them.
 *
 * @returns pass when every invocation got everything through; not yet when CloudWatch has not shown
 *   them all
 * @throws {WorkshopError} `usage` for more than they can send, or for longer than the
 *   stream stands; `not-found` without the stream; `refused` beside another
 *   fleet; `over-ceiling`; as `runFleet`
 */
export async function produceInAws(session: FleetSession, tell: Tell): Promise<ExitStatus> {
  const { workshop, opened, reporter } = session;
  const { config } = workshop;
  const minutes = minutesOf(config);
  const parts = partsFor(config);
  refuseBeyondStream(workshop, minutes);
  await refuseBesideAnother(workshop);
  const estimate = fleetEstimate(config, { parts, minutes }, await standingStream(workshop));
  await refuseOverCeiling(workshop, estimate.usd);
  const cost = [
    ...fleetEstimateLines(estimate, config),
    `It takes up to ${parts * CONCURRENT_OF_A_PART} of the account's concurrent Lambda executions; a new account has 10.`,
  ];
  const question = 'Deploy producers to this account, and remove them at the end?';
  await askConsent(session, { question, no: 'Nothing was deployed.', cost });
  await moveExpiry(workshop, tell);
  const { runFleet } = await import('../fleet/run-fleet.ts');
  const { reconnect } = opened;
  const totals = await runFleet({ workshop, parts, minutes, tell, reconnect });
  reporter.say(totalsSentence(totals, parts * minutes));
  return exitStatusOf(totals, parts * minutes);
}

/** The stream's end can be put off to `expiresAfterHours` from now, and no further. */
function refuseBeyondStream(workshop: Workshop, minutes: number): void {
  const endMs = expiryMs(workshop);
  if (endMs === undefined || fleetTimes(workshop, minutes).expiresMs <= endMs) return;
  const { expiresAfterHours } = workshop.config.stream;
  throw new WorkshopError(
    'usage',
    `${grouped(minutes)} minutes of producers in AWS, with the time to deploy, watch and remove them, are longer than the stream stands: it deletes itself after ${expiresAfterHours} hours`,
    'Send for a shorter time, or raise stream.expiresAfterHours in workshop.config.ts',
  );
}

async function standingStream(workshop: Workshop): Promise<StandingStream> {
  const { cloud, config } = workshop;
  const stream = await describeStream(workshop);
  if (stream === undefined) throw noSuchStream(cloud, config.names.stream);
  const shards = stream.OpenShardCount;
  return { shards, customMetrics: shards * enabledShardMetrics(stream).length };
}

async function refuseOverCeiling(workshop: Workshop, addedUsd: number): Promise<void> {
  const { ceilingUsd } = workshop.config.cost;
  const meter = new Meter(workshop);
  await meter.read();
  if (meter.soFarUsd + addedUsd <= ceilingUsd) return;
  throw new WorkshopError(
    'over-ceiling',
    `The producers were not deployed: this workshop has come to ${usdText(meter.soFarUsd)}, and they are estimated to add ${usdText(addedUsd)}, over its ceiling of ${usdText(ceilingUsd)}`,
    'Send less, or for a shorter time; or raise cost.ceilingUsd in workshop.config.ts',
  );
}

function totalsSentence(totals: FleetTotals, expected: number): string {
  const { accepted, refused, invocations, failed, throttled } = totals;
  return `${grouped(accepted)} records accepted, ${grouped(refused)} refusals; ${grouped(invocations)} of ${grouped(expected)} invocations, ${grouped(failed)} failed, ${grouped(throttled)} throttled`;
}

function exitStatusOf({ invocations, failed, throttled }: FleetTotals, expected: number) {
  if (failed + throttled > 0) return EXIT.fail;
  return invocations < expected ? EXIT.notYet : EXIT.pass;
}
