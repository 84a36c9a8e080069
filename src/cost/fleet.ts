import type { Billed, Config } from '../contract.ts';
import { LONGEST_INVOCATION_MS } from '../fleet/minute.ts';
import { plannedPutUnits } from './put-units.ts';
import { begunHours, sumBilled, totalUsd } from './usd.ts';

/** What a fleet of producers adds to the bill, at most. */
export interface FleetEstimate {
  readonly gbSeconds: number;
  readonly requests: number;
  /** the stream, as long as the fleet stands, and the records */
  readonly billed: Billed;
  readonly hours: number;
  readonly usd: number;
}

/** What of the stream stands, as AWS says: it may have been split since it was deployed. */
export type StandingStream = Pick<Billed, 'shards' | 'customMetrics'>;

export interface FleetSize {
  /** invocations a minute */
  readonly parts: number;
  readonly minutes: number;
}

export function fleetEstimate(
  config: Pick<Config, 'cost' | 'traffic' | 'fleet'>,
  { parts, minutes }: FleetSize,
  { shards, customMetrics }: StandingStream,
): FleetEstimate {
  const { cost, fleet } = config;
  const seconds = parts * minutes * (LONGEST_INVOCATION_MS / 1000);
  const gbSeconds = seconds * (fleet.memoryMegabytes / 1024);
  // before its first minute it is invoked to no purpose
  const requests = parts * (minutes + fleet.leadMinutes);
  const billed = sumBilled([{ shards, customMetrics, putUnits: plannedPutUnits(config) }]);
  const hours = begunHours((minutes + fleet.leadMinutes) * 60_000);
  const lambdaUsd =
    gbSeconds * cost.rates.lambdaGbSecondUsd +
    (requests / 1_000_000) * cost.rates.millionLambdaRequestsUsd;
  return { gbSeconds, requests, billed, hours, usd: lambdaUsd + totalUsd(billed, hours, config) };
}
