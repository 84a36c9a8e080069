import type { Datapoint, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { aggregate, isPeriod, roundedStart } from '../aggregate.ts';
import { define, type InputOf } from '../define.ts';
import { dimensionMap } from '../dimensions.ts';
import type { Series, StatisticSet } from '../metric-store.ts';
import { invalidCombination, invalidValue } from '../refusals.ts';
import { isStandard, STANDARD_STATISTICS, statisticNamed } from '../statistic.ts';
import { UNITS } from '../units.ts';

/** Source: API reference, GetMetricStatistics. */
const DATAPOINTS_LIMIT = 1440;

type Input = InputOf<GetMetricStatisticsCommand>;

/** Datapoints of every unit that has data; AWS promises no order, this gives the oldest first. */
export const getMetricStatistics = define<GetMetricStatisticsCommand>({
  rules: {
    Namespace: { minLength: 1, maxLength: 255, pattern: '[^:].*' },
    MetricName: { minLength: 1, maxLength: 255 },
    Dimensions: { maxLength: 30 },
    Period: { min: 1 },
    Statistics: { minLength: 1, maxLength: 5 },
    ExtendedStatistics: { minLength: 1, maxLength: 10 },
  },
  run(input, { state, partition }) {
    check(input);
    const identity = {
      namespace: input.Namespace,
      metricName: input.MetricName,
      dimensions: dimensionMap(input.Dimensions),
    };
    const nowMs = partition.clock.now();
    const startMs = roundedStart(input.StartTime.getTime(), nowMs);
    const range = { startMs, endMs: input.EndTime.getTime() };
    const Datapoints: Datapoint[] = [];
    for (const series of state.metrics.find(identity)?.byUnit.values() ?? []) {
      if (input.Unit !== undefined && series.unit !== input.Unit) continue;
      // AWS counts this operation's periods from the start time, not from the epoch
      for (const [ms, set] of aggregate(series, range, input.Period * 1000, nowMs, startMs)) {
        Datapoints.push(datapoint(input, series, ms, set));
      }
    }
    return { Label: input.MetricName, Datapoints };
  },
});

function check({ Statistics, ExtendedStatistics, StartTime, EndTime, Period, Unit }: Input): void {
  if (Statistics === undefined && ExtendedStatistics === undefined) {
    throw invalidCombination('Must specify either Statistics or ExtendedStatistics');
  }
  if (Statistics !== undefined && ExtendedStatistics !== undefined) {
    throw invalidCombination('Statistics and ExtendedStatistics cannot be specified together');
  }
  const startMs = StartTime.getTime();
  const endMs = EndTime.getTime();
  if (startMs >= endMs) {
    throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
  }
  if (!isPeriod(Period)) throw invalidValue('The parameter Period must be a multiple of 60.');
  Statistics?.forEach((name, index) => {
    if (isStandard(name)) return;
    throw notInSet(`Statistics.member.${index + 1}`, STANDARD_STATISTICS);
  });
  ExtendedStatistics?.forEach((name) => {
    if (!isStandard(name) && statisticNamed(name) !== undefined) return;
    throw invalidValue(`The value ${name} for parameter ExtendedStatistics is not supported.`);
  });
  if (Unit !== undefined && !UNITS.includes(Unit)) throw notInSet('Unit', UNITS);
  const requested = Math.floor((endMs - startMs) / (Period * 1000));
  if (requested > DATAPOINTS_LIMIT) {
    throw invalidCombination(
      `You have requested up to ${requested.toLocaleString('en-US')} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
}

function notInSet(parameter: string, values: readonly string[]) {
  return invalidValue(
    `The parameter ${parameter} must be a value in the set [ ${values.join(', ')} ].`,
  );
}

function datapoint(
  { Statistics = [], ExtendedStatistics }: Input,
  series: Series,
  ms: number,
  set: StatisticSet,
): Datapoint {
  const point: Datapoint = { Timestamp: new Date(ms), Unit: series.unit as Datapoint['Unit'] };
  for (const name of Statistics) point[name] = statisticNamed(name)?.(set);
  if (ExtendedStatistics !== undefined) {
    const known: Record<string, number> = {};
    for (const name of ExtendedStatistics) {
      const value = statisticNamed(name)?.(set);
      if (value !== undefined) known[name] = value;
    }
    point.ExtendedStatistics = known;
  }
  return point;
}
