import type { Config } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { grouped } from '../grouped.ts';
import { sumRecordsPerSecond } from '../traffic/chosen-lanes.ts';

/** Schedules in `templates/producer-fleet.yaml`, one for each part. */
export const MAX_PARTS = 5;

/**
 * Lambda invocations of one part at once: one sends its minute, and the next waits for its own. So
 * the largest fleet has room in a new account, which has a concurrency of 10 in all. Source: Lambda
 * quotas.
 */
export const CONCURRENT_OF_A_PART = 2;

/**
 * Into how many parts a traffic is cut, so that one invocation can send each.
 *
 * @throws {WorkshopError} `usage` when it is more than a fleet can send
 */
export function partsFor({ traffic, fleet }: Pick<Config, 'traffic' | 'fleet'>): number {
  // scaled rates add up to a rounding error more or less
  const records = Math.round(sumRecordsPerSecond(traffic.lanes) * 1000) / 1000;
  const bytes = records * traffic.recordBytes;
  const parts = Math.ceil(
    Math.max(records / fleet.recordsPerSecondEach, bytes / fleet.bytesPerSecondEach),
  );
  if (parts <= MAX_PARTS) return parts;
  const most = Math.floor(
    MAX_PARTS *
      Math.min(fleet.recordsPerSecondEach, fleet.bytesPerSecondEach / traffic.recordBytes),
  );
  throw new WorkshopError(
    'usage',
    `${grouped(records)} records of ${traffic.recordBytes} bytes a second are more than the producers in AWS send: ${grouped(most)} at most, from ${MAX_PARTS} functions side by side, with ${MAX_PARTS * CONCURRENT_OF_A_PART} of the account's concurrent Lambda executions`,
    '',
  );
}
