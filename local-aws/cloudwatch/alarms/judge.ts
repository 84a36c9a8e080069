import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { AlarmSettings } from './alarm.ts';

/** One period of the evaluation range: whether its datapoint is breaching, or that it has none. */
export type Period = boolean | undefined;

/**
 * The state that an alarm's newest periods put it in, `undefined` to stay as it is. Source: user
 * guide, how alarm state is evaluated when data is missing, with its two tables.
 *
 * @param periods newest first
 */
export function judge(
  periods: readonly Period[],
  settings: Pick<AlarmSettings, 'EvaluationPeriods' | 'DatapointsToAlarm' | 'TreatMissingData'>,
): StateValue | undefined {
  const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, TreatMissingData } = settings;
  const existing = periods.filter((period) => period !== undefined).slice(0, EvaluationPeriods);
  const breaching = existing.filter(Boolean).length;
  const missing = EvaluationPeriods - existing.length;
  const state = (count: number) => (count >= DatapointsToAlarm ? 'ALARM' : 'OK');
  if (TreatMissingData === 'breaching') return state(breaching + missing);
  if (TreatMissingData === 'notBreaching' || missing === 0) return state(breaching);
  if (breaching < existing.length) return state(breaching);
  // nothing but breaching datapoints, and too few: not yet judged by them alone
  if (TreatMissingData === 'ignore') return breaching >= DatapointsToAlarm ? 'ALARM' : undefined;
  const oldest = periods.lastIndexOf(true) + 1;
  return oldest >= DatapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}
