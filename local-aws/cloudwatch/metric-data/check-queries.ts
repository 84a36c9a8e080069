import type { GetMetricDataInput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Conformed } from '../../action.ts';
import { isPeriod } from '../aggregate.ts';
import { notImplemented, validationError } from '../refusals.ts';
import { statisticNamed } from '../statistic.ts';
import { UNITS } from '../units.ts';

export type Query = Conformed<MetricDataQuery>;

/** Source: API reference, GetMetricData and MetricDataQuery. */
const QUERIES_LIMIT = 500;
const ID = '^[a-z][a-zA-Z0-9_]*$';

/**
 * Throws one `ValidationError` with a line for everything that is wrong, as GetMetricData answers.
 */
export function checkRequest({
  MetricDataQueries,
  StartTime,
  EndTime,
}: Conformed<GetMetricDataInput>): void {
  const lines: string[] = [];
  const after = EndTime.getTime() - StartTime.getTime();
  if (after < 0) lines.push('The parameter EndTime must be greater than StartTime.');
  if (after === 0) lines.push('The parameter StartTime must not equal parameter EndTime.');
  refuse([...lines, ...problemsIn(MetricDataQueries)]);
}

/** The same for queries that have no time range, as those of an alarm. */
export function checkQueries(queries: readonly Query[]): void {
  refuse(problemsIn(queries));
}

function refuse(lines: readonly string[]): void {
  if (lines.length > 0) throw validationError(lines.map((line) => `${line}\n`).join(''));
}

function problemsIn(queries: readonly Query[]): string[] {
  const lines: string[] = [];
  if (queries.length === 0) lines.push('The parameter MetricDataQueries is required.');
  if (queries.length > QUERIES_LIMIT) {
    lines.push(
      `The collection MetricDataQueries must not have a size greater than ${QUERIES_LIMIT}.`,
    );
  }
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    lines.push('The values for parameter id in MetricDataQueries are not unique.');
  }
  queries.forEach((query, index) => {
    lines.push(...problemsOf(query, `MetricDataQueries.member.${index + 1}`));
  });
  return lines;
}

function* problemsOf({ Id, Expression, MetricStat, Period }: Query, at: string): Generator<string> {
  if (!new RegExp(ID).test(Id)) {
    yield `The value ${Id} for parameter ${at}.Id is not matching the expected pattern ${ID}.`;
  }
  if (Id.length > 255) yield `The parameter ${at}.Id must be shorter than 256 characters.`;
  if (Expression === undefined && MetricStat === undefined) {
    yield `The parameter ${at}.MetricStat is required.`;
  }
  if (Expression !== undefined && MetricStat !== undefined) {
    yield `The parameters ${at}.Expression and ${at}.MetricStat are mutually exclusive and you have specified both.`;
  }
  if (Expression === '') yield `The parameter ${at}.Expression is required.`;
  if (Expression !== undefined && Expression.length > 2048) {
    yield `The parameter ${at}.Expression must be shorter than 2049 characters.`;
  }
  if (Period !== undefined && !isPeriod(Period)) yield badPeriod(`${at}.Period`);
  if (MetricStat !== undefined) yield* problemsOfMetric(MetricStat, `${at}.MetricStat`);
  if (Expression !== undefined && /^\s*SELECT\s/i.test(Expression)) {
    throw notImplemented('Metrics Insights queries');
  }
}

function* problemsOfMetric(
  { Metric, Period, Stat, Unit }: NonNullable<Query['MetricStat']>,
  at: string,
): Generator<string> {
  if (!Metric.Namespace) yield `The parameter ${at}.Metric.Namespace is required.`;
  if (!Metric.MetricName) yield `The parameter ${at}.Metric.MetricName is required.`;
  if (!isPeriod(Period)) yield badPeriod(`${at}.Period`);
  if (statisticNamed(Stat) === undefined) {
    yield `The value ${Stat} for parameter ${at}.Stat is not a valid statistic.`;
  }
  if (Unit !== undefined && !UNITS.includes(Unit)) {
    yield `The parameter ${at}.Unit must be a value in the set [ ${UNITS.join(', ')} ].`;
  }
}

function badPeriod(at: string): string {
  return `The parameter ${at} must be 1, 5, 10, 20, 30 or a multiple of 60.`;
}
