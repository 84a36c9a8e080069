import type { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import type { InputOf } from '../../action.ts';
import { checkQueries } from '../metric-data/check-queries.ts';
import { invalidValue, notImplemented, validationError } from '../refusals.ts';
import { statisticNamed } from '../statistic.ts';
import { type AlarmSettings, BREACHES, periodOf } from './alarm.ts';

type Input = InputOf<PutMetricAlarmCommand>;

const NOT_WITH_METRICS = [
  'MetricName',
  'Namespace',
  'Dimensions',
  'Period',
  'Unit',
  'Statistic',
  'ExtendedStatistic',
] as const;

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 604_800;

/**
 * Throws where PutMetricAlarm would, mostly a `ValidationError`. Sentences as AWS was seen to answer;
 * limits from the API reference.
 */
export function checkAlarm(input: Input): asserts input is AlarmSettings {
  if (input.Metrics === undefined) checkMetric(input);
  else checkMetrics(input, input.Metrics);
  expectGiven(input, 'EvaluationPeriods', 'ComparisonOperator', 'Threshold');
  const { EvaluationPeriods = 0, DatapointsToAlarm = 0, TreatMissingData = 'missing' } = input;
  const { ComparisonOperator = '', Threshold } = input;
  if (!Object.hasOwn(BREACHES, ComparisonOperator)) {
    throw notImplemented(`the ComparisonOperator ${ComparisonOperator}`);
  }
  if (input.EvaluateLowSampleCountPercentile === 'ignore') {
    throw notImplemented('the EvaluateLowSampleCountPercentile ignore');
  }
  if (!Number.isFinite(Threshold)) {
    throw invalidValue(`The value ${Threshold} for parameter Threshold is invalid.`);
  }
  if (DatapointsToAlarm > EvaluationPeriods) {
    throw validationError('DatapointsToAlarm must be less than or equal to EvaluationPeriods');
  }
  const period = periodOf(input);
  const [limit, name] = period < 3600 ? [DAY_SECONDS, 'a day'] : [WEEK_SECONDS, 'a week'];
  if (EvaluationPeriods * period > limit) {
    throw validationError(
      `Metrics cannot be checked across more than ${name} (EvaluationPeriods * Period must be <= ${limit}).`,
    );
  }
  if (!['breaching', 'notBreaching', 'ignore', 'missing'].includes(TreatMissingData)) {
    throw validationError(
      `Option ${TreatMissingData} is not supported. Supported options for parameter TreatMissingData are breaching, notBreaching, ignore and missing.`,
    );
  }
}

function checkMetric(input: Input): void {
  const { Statistic, ExtendedStatistic, Period = 0 } = input;
  expectGiven(input, 'MetricName', 'Namespace', 'Period');
  if (Period % 60 !== 0 && ![10, 20, 30].includes(Period)) {
    throw validationError('Period must be 10, 20, 30 or a multiple of 60');
  }
  if (ExtendedStatistic === undefined) expectGiven(input, 'Statistic');
  if (Statistic !== undefined && ExtendedStatistic !== undefined) {
    throw validationError('Statistic and ExtendedStatistic cannot both be set');
  }
  if (ExtendedStatistic !== undefined && statisticNamed(ExtendedStatistic) === undefined) {
    throw validationError(
      `The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`,
    );
  }
}

function checkMetrics(input: Input, queries: NonNullable<Input['Metrics']>): void {
  for (const name of NOT_WITH_METRICS) {
    if (input[name] !== undefined) {
      throw validationError(`${name} should not be set if list of Metrics is set.`);
    }
  }
  if (queries.filter(({ ReturnData }) => ReturnData !== false).length !== 1) {
    throw validationError('Exactly one element of the metrics list should return data.');
  }
  if (queries.some(({ Expression = '' }) => /\bSEARCH\s*\(/.test(Expression))) {
    throw validationError('SEARCH is not supported on Metric Alarms.');
  }
  checkQueries(queries);
  const periods = queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []);
  if (periods.length === 0) throw validationError('Period must not be null');
  if (new Set(periods).size > 1) {
    throw validationError('Metrics list contains elements with different periods.');
  }
}

function expectGiven(input: Input, ...names: readonly (keyof Input)[]): void {
  const missing = names.find((name) => input[name] === undefined);
  if (missing !== undefined) throw validationError(`${missing} must not be null`);
}
