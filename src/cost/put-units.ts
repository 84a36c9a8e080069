import type { Config } from '../contract.ts';
import { sumRecordsPerSecond } from '../traffic/chosen-lanes.ts';

/**
 * PUT payload units that records make at most: a record has one for each begun 25 KB, and only
 * their sum of bytes is known.
 */
export function mostPutUnits(
  records: number,
  bytes: number,
  { cost }: Pick<Config, 'cost'>,
): number {
  return records + Math.floor(bytes / cost.rates.putUnitBytes);
}

/** Of the traffic as it is configured, sent once. */
export function plannedPutUnits(config: Pick<Config, 'cost' | 'traffic'>): number {
  const { lanes, durationSeconds, recordBytes } = config.traffic;
  const records = Math.ceil(sumRecordsPerSecond(lanes) * durationSeconds);
  return mostPutUnits(records, records * recordBytes, config);
}
