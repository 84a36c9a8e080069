import type { StateValue } from '@aws-sdk/client-cloudwatch';

/** How an alarm takes the periods without a datapoint. */
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export interface Rule {
  /** M */
  readonly datapointsToAlarm: number;
  /** N */
  readonly evaluationPeriods: number;
  readonly missingData: MissingData;
}

/** One period of the evaluation range: whether its datapoint is breaching, or that it has none. */
export type Period = boolean | undefined;

/**
 * The state that an alarm's newest periods put it in, `undefined` to stay as it is. Source: user
 * guide, how alarm state is evaluated when data is missing, with its two tables.
 *
 * @param periods newest first
 */
export function judge(periods: readonly Period[], rule: Rule): StateValue | undefined {
  const { datapointsToAlarm, evaluationPeriods, missingData } = rule;
  const existing = periods.filter((period) => period !== undefined).slice(0, evaluationPeriods);
  const breaching = existing.filter(Boolean).length;
  const filled = evaluationPeriods - existing.length;
  const state = (count: number) => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  if (filled === 0) return state(breaching);
  if (missingData === 'breaching') return state(breaching + filled);
  if (missingData === 'notBreaching') return state(breaching);
  if (breaching < existing.length) return state(breaching);
  // nothing but breaching datapoints, and too few: not yet judged by them alone
  if (missingData === 'ignore') return breaching >= datapointsToAlarm ? 'ALARM' : undefined;
  const oldest = periods.lastIndexOf(true) + 1;
  return oldest >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}
