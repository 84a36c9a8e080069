import type { Json, Outcome } from './contract.ts';
import { minuteText } from './minutes.ts';

/** Evidence of a check whose minutes have no records, where there are some from before. */
export function oldTraffic(newestMinuteMs: number): { readonly newestRecords: Json } {
  return { newestRecords: minuteText(newestMinuteMs) };
}

/** True where nothing is wrong with the traffic but its age. */
export function isOldTraffic({ verdict, evidence }: Outcome): boolean {
  return verdict === 'FAIL' && 'newestRecords' in evidence;
}
