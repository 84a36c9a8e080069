import type { Datapoint, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import type { InputOf } from '../../action.ts';
import { aggregate, isPeriod, roundedStart } from '../aggregate.ts';
import { define } from '../define.ts';
import type { Budget } from '../math/values.ts';
import { newBudget } from '../metric-data/surroundings.ts';
import { identityOf, METRIC_RULES } from '../metric-identity.ts';
import type { StatisticSet } from '../metric-store.ts';
import { invalidCombination, invalidValue } from '../refusals.ts';
import { notInSet } from '../sentences.ts';
import { effort, isStandard, STANDARD_STATISTICS, statisticNamed } from '../statistic.ts';
import { UNITS } from '../units.ts';

/** Source: API reference, GetMetricStatistics. */
const DATAPOINTS_LIMIT = 1440;

type Input = InputOf<GetMetricStatisticsCommand>;

/** Datapoints of every unit that has data; AWS promises no order, this gives the oldest first. */
export const getMetricStatistics = define<GetMetricStatisticsCommand>({
  rules: {
    ...METRIC_RULES,
    Dimensions: { maxLength: 30 },
    Period: { min: 1 },
    Statistics: { minLength: 1, maxLength: 5 },
    ExtendedStatistics: { minLength: 1, maxLength: 10 },
  },
  run(input, { state, partition }) {
    check(input);
    const nowMs = partition.clock.now();
    const startMs = roundedStart(input.StartTime.getTime(), nowMs);
    const range = { startMs, endMs: input.EndTime.getTime() };
    const budget = newBudget();
    const grouping = {
      periodMs: input.Period * 1000,
      // AWS counts this operation's periods from the start time, not from the epoch
      originMs: startMs,
      withSamples: input.ExtendedStatistics !== undefined,
    };
    const all = [...(state.metrics.find(identityOf(input))?.byUnit.values() ?? [])];
    const wanted = all.filter(({ unit }) => (input.Unit ?? unit) === unit);
    return {
      Label: input.MetricName,
      Datapoints: wanted.flatMap((series) => {
        const Unit = series.unit as NonNullable<Datapoint['Unit']>;
        const sets = aggregate(series, range, grouping, nowMs, budget);
        return [...sets].map(([ms, set]) => ({
          Timestamp: new Date(ms),
          Unit,
          ...valuesOf(input.Statistics ?? [], set, budget),
          ...(input.ExtendedStatistics !== undefined && {
            ExtendedStatistics: valuesOf(input.ExtendedStatistics, set, budget),
          }),
        }));
      }),
    };
  },
});

function check({ Statistics, ExtendedStatistics, StartTime, EndTime, Period, Unit }: Input): void {
  if (Statistics === undefined && ExtendedStatistics === undefined) {
    throw invalidCombination('Must specify either Statistics or ExtendedStatistics');
  }
  if (Statistics !== undefined && ExtendedStatistics !== undefined) {
    throw invalidCombination('Statistics and ExtendedStatistics cannot be specified together');
  }
  const spanMs = EndTime.getTime() - StartTime.getTime();
  if (spanMs <= 0) {
    throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
  }
  if (!isPeriod(Period)) throw invalidValue('The parameter Period must be a multiple of 60.');
  Statistics?.forEach((name, index) => {
    if (isStandard(name)) return;
    throw invalidValue(notInSet(`Statistics.member.${index + 1}`, STANDARD_STATISTICS));
  });
  for (const name of ExtendedStatistics ?? []) {
    if (!isStandard(name) && statisticNamed(name) !== undefined) continue;
    throw invalidValue(`The value ${name} for parameter ExtendedStatistics is not supported.`);
  }
  if (Unit !== undefined && !UNITS.includes(Unit)) throw invalidValue(notInSet('Unit', UNITS));
  const requested = Math.floor(spanMs / (Period * 1000));
  if (requested > DATAPOINTS_LIMIT) {
    throw invalidCombination(
      `You have requested up to ${requested.toLocaleString('en-US')} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
}

/** By statistic, of those that the set knows. */
function valuesOf(
  statistics: readonly string[],
  set: StatisticSet,
  { claim }: Budget,
): Record<string, number> {
  const values: Record<string, number> = {};
  for (const name of statistics) {
    claim(effort(name, set));
    const value = statisticNamed(name)?.(set);
    if (value !== undefined) values[name] = value;
  }
  return values;
}
