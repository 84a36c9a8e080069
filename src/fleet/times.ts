import type { Workshop } from '../contract.ts';
import { MINUTE_MS, minuteOf } from '../minutes.ts';

/** When a fleet begins and ends, in cloud milliseconds since the epoch: whole minutes. */
export interface FleetTimes {
  readonly startMs: number;
  /** nothing is sent after it */
  readonly endMs: number;
  /** when its stack deletes itself, should nobody have done so */
  readonly expiresMs: number;
}

/** Its metrics are watched for until then, and deleting it takes some minutes at most. */
const REMOVED_WITHIN_MS = 15 * MINUTE_MS;

/** Of a fleet that is deployed now. Its first minute leaves the stack time to be made. */
export function fleetTimes({ cloud, config }: Workshop, minutes: number): FleetTimes {
  const startMs = minuteOf(cloud.now()) + (config.fleet.leadMinutes + 1) * MINUTE_MS;
  const endMs = startMs + minutes * MINUTE_MS;
  const watchedMs = config.deadlines.metricsSeconds * 1000;
  return { startMs, endMs, expiresMs: endMs + watchedMs + REMOVED_WITHIN_MS };
}

/**
 * The last time at which a schedule may run: halfway between the one for the last minute, which runs
 * a minute before that, and the one that would follow.
 */
export function schedulesEndMs({ endMs }: FleetTimes): number {
  return endMs - 1.5 * MINUTE_MS;
}
