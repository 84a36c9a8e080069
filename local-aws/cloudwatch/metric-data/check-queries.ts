import type { GetMetricDataInput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Conformed } from '../../action.ts';
import { isPeriod } from '../aggregate.ts';
import { notImplemented, validationError } from '../refusals.ts';
import { exclusive, isRequired, notInSet, tooLong, tooMany } from '../sentences.ts';
import { statisticNamed } from '../statistic.ts';
import { UNITS } from '../units.ts';

export type Query = Conformed<MetricDataQuery>;

/** Source: API reference, GetMetricData and MetricDataQuery. */
const QUERIES_LIMIT = 500;
const LONGEST_EXPRESSION = 2048;
const ID = '^[a-z][a-zA-Z0-9_]*$';

/**
 * Throws one `ValidationError` with a line for everything that is wrong, as GetMetricData answers.
 */
export function checkRequest({
  MetricDataQueries,
  StartTime,
  EndTime,
}: Conformed<GetMetricDataInput>): void {
  const spanMs = EndTime.getTime() - StartTime.getTime();
  const lines: string[] = [];
  if (spanMs < 0) lines.push('The parameter EndTime must be greater than StartTime.');
  if (spanMs === 0) lines.push('The parameter StartTime must not equal parameter EndTime.');
  refuse([...lines, ...problemsIn(MetricDataQueries)]);
}

/** The same for queries that have no time range, as those of an alarm. */
export function checkQueries(queries: readonly Query[]): void {
  refuse([...problemsIn(queries)]);
}

function refuse(lines: readonly string[]): void {
  if (lines.length > 0) throw validationError(lines.map((line) => `${line}\n`).join(''));
}

function* problemsIn(queries: readonly Query[]): Generator<string> {
  if (queries.length === 0) yield isRequired('MetricDataQueries');
  if (queries.length > QUERIES_LIMIT) yield tooMany('MetricDataQueries', QUERIES_LIMIT);
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    yield 'The values for parameter id in MetricDataQueries are not unique.';
  }
  for (const [index, query] of queries.entries()) {
    yield* problemsOf(query, `MetricDataQueries.member.${index + 1}`);
  }
}

function* problemsOf({ Id, Expression, MetricStat, Period }: Query, at: string): Generator<string> {
  if (!new RegExp(ID).test(Id)) {
    yield `The value ${Id} for parameter ${at}.Id is not matching the expected pattern ${ID}.`;
  }
  if (Id.length > 255) yield tooLong(`${at}.Id`, 255);
  if (Period !== undefined && !isPeriod(Period)) yield badPeriod(`${at}.Period`);
  if (MetricStat !== undefined) yield* problemsOfMetric(MetricStat, `${at}.MetricStat`);
  else if (Expression === undefined) yield isRequired(`${at}.MetricStat`);
  if (Expression === undefined) return;
  if (MetricStat !== undefined) yield exclusive(`${at}.Expression`, `${at}.MetricStat`);
  if (Expression === '') yield isRequired(`${at}.Expression`);
  if (Expression.length > LONGEST_EXPRESSION) yield tooLong(`${at}.Expression`, LONGEST_EXPRESSION);
  if (/^\s*SELECT\s/i.test(Expression)) throw notImplemented('Metrics Insights queries');
}

function* problemsOfMetric(
  { Metric, Period, Stat, Unit }: NonNullable<Query['MetricStat']>,
  at: string,
): Generator<string> {
  if (!Metric.Namespace) yield isRequired(`${at}.Metric.Namespace`);
  if (!Metric.MetricName) yield isRequired(`${at}.Metric.MetricName`);
  if (!isPeriod(Period)) yield badPeriod(`${at}.Period`);
  if (statisticNamed(Stat) === undefined) {
    yield `The value ${Stat} for parameter ${at}.Stat is not a valid statistic.`;
  }
  if (Unit !== undefined && !UNITS.includes(Unit)) yield notInSet(`${at}.Unit`, UNITS);
}

function badPeriod(at: string): string {
  return `The parameter ${at} must be 1, 5, 10, 20, 30 or a multiple of 60.`;
}
