import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { AlarmSettings } from './alarm.ts';
import { timestamp } from './timestamp.ts';

/** A datapoint that an alarm looked at. */
export interface Datapoint {
  /** start of its period */
  readonly ms: number;
  readonly value: number;
  readonly breaching: boolean;
}

/** More datapoints than these are told by the newest of them. */
const SHOWN = 5;

/**
 * The sentence that tells a state, as AWS was seen to write it for new states.
 *
 * @param evaluated newest first
 */
export function reasonFor(
  state: StateValue,
  settings: AlarmSettings,
  evaluated: readonly Datapoint[],
): string {
  const { DatapointsToAlarm, EvaluationPeriods, ComparisonOperator, Threshold } = settings;
  const missing = EvaluationPeriods - evaluated.length;
  if (state === 'INSUFFICIENT_DATA') {
    const unknown = Math.max(missing, 1);
    return `Insufficient Data: ${count(unknown)} ${unknown === 1 ? 'was' : 'were'} unknown.`;
  }
  if (evaluated.length === 0) return noneReceived(settings, missing);
  const alarm = state === 'ALARM';
  const telling = evaluated.filter(({ breaching }) => breaching === alarm);
  const verb = `${telling.length === 1 ? 'was' : 'were'}${alarm ? '' : ' not'}`;
  const crossed = `${verb} ${inWords(ComparisonOperator)} (${decimal(Threshold)})`;
  if (DatapointsToAlarm === undefined) {
    return `Threshold Crossed: ${count(telling.length)} ${listed(telling)} ${crossed}.`;
  }
  const needed = alarm ? DatapointsToAlarm : EvaluationPeriods - DatapointsToAlarm + 1;
  const change = alarm ? 'OK -> ALARM' : 'ALARM -> OK';
  const minimum = `(minimum ${count(needed)} for ${change} transition)`;
  const outOf = `Threshold Crossed: ${telling.length} out of the last ${evaluated.length} datapoints`;
  return telling.length < SHOWN
    ? `${outOf} ${listed(telling)} ${crossed} ${minimum}.`
    : `${outOf} ${crossed}. The most recent datapoints which crossed the threshold: ${listed(telling)} ${minimum}.`;
}

/** The JSON beside the sentence, with the members that AWS was seen to write; oldest first. */
export function reasonData(
  { Unit, Statistic, Threshold }: AlarmSettings,
  periodMs: number,
  evaluated: readonly Datapoint[],
  nowMs: number,
): string {
  const oldest = evaluated.at(-1);
  return JSON.stringify({
    version: '1.0',
    queryDate: timestamp(nowMs),
    startDate: oldest && timestamp(oldest.ms),
    unit: Unit,
    statistic: Statistic,
    period: periodMs / 1000,
    recentDatapoints: evaluated.map(({ value }) => value).reverse(),
    threshold: Threshold,
    evaluatedDatapoints: evaluated.map(({ ms, value }) => ({ timestamp: timestamp(ms), value })),
  });
}

/** `GreaterThanThreshold` → `greater than the threshold` */
function inWords(comparison: string): string {
  const words = comparison.replace('Threshold', 'TheThreshold').match(/[A-Z][a-z]+/g) ?? [];
  return words.join(' ').toLowerCase();
}

function noneReceived({ TreatMissingData }: AlarmSettings, missing: number): string {
  const periods = missing === 1 ? '1 period' : `${missing} periods`;
  const were = missing === 1 ? 'datapoint was' : 'datapoints were';
  const as = TreatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  return `Threshold Crossed: no datapoints were received for ${periods} and ${missing} missing ${were} treated as [${as}].`;
}

function count(datapoints: number): string {
  return datapoints === 1 ? '1 datapoint' : `${datapoints} datapoints`;
}

function listed(datapoints: readonly Datapoint[]): string {
  const shown = datapoints.slice(0, SHOWN);
  return `[${shown.map(({ ms, value }) => `${decimal(value)} (${dayFirst(ms)})`).join(', ')}]`;
}

/** `26/10/23 16:42:00` */
function dayFirst(ms: number): string {
  const [date = '', time = ''] = new Date(ms).toISOString().slice(2, 19).split('T');
  return `${date.split('-').reverse().join('/')} ${time}`;
}

/** AWS prints whole numbers with a place after the point. */
function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
