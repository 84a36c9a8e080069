import type { StatisticSet } from './metric-store.ts';
import { notImplemented } from './refusals.ts';

/** One number out of a statistic set; `undefined` where the set does not know it. */
export type Statistic = (set: StatisticSet) => number | undefined;

const STANDARD = {
  SampleCount: (set: StatisticSet) => set.sampleCount,
  Average: (set: StatisticSet) => set.sum / set.sampleCount,
  Sum: (set: StatisticSet) => set.sum,
  Minimum: (set: StatisticSet) => set.minimum,
  Maximum: (set: StatisticSet) => set.maximum,
};
export const STANDARD_STATISTICS = Object.keys(STANDARD);

const PERCENTILE = /^p(100(?:\.0{1,10})?|\d{1,2}(?:\.\d{1,10})?)$/;
/** Extended statistics that CloudWatch has beside percentiles. Source: user guide, statistics definitions. */
const OTHER_EXTENDED = /^(?:(?:tm|wm|tc|ts)\d+(?:\.\d+)?|(?:TM|WM|TC|TS|PR)\(.*\)|IQM)$/i;

export function isStandard(name: string): name is keyof typeof STANDARD {
  return Object.hasOwn(STANDARD, name);
}

/**
 * `Sum`, `p99.9` and their like as a function; `undefined` when CloudWatch has no such statistic.
 *
 * @throws {AwsError} by name, for a statistic that CloudWatch has and this one has not
 */
export function statisticNamed(name: string): Statistic | undefined {
  if (isStandard(name)) return STANDARD[name];
  const percentile = PERCENTILE.exec(name)?.[1];
  if (percentile !== undefined) return (set) => percentileOf(set, Number(percentile));
  if (OTHER_EXTENDED.test(name)) throw notImplemented(`the statistic ${name}`);
  return undefined;
}

/** How many datapoints a statistic takes as long as: percentiles have to sort their samples. */
export function effort(name: string, { samples }: StatisticSet): number {
  return isStandard(name) ? 0 : (samples?.size ?? 0);
}

/**
 * The smallest sample that at least `percent` of the samples do not exceed. None without samples,
 * and none where a sample is negative, as the API reference says of GetMetricStatistics.
 */
function percentileOf(set: StatisticSet, percent: number): number | undefined {
  if (set.samples === undefined || set.minimum < 0) return undefined;
  const rank = (percent / 100) * set.sampleCount;
  let counted = 0;
  for (const [value, count] of [...set.samples].sort(([a], [b]) => a - b)) {
    counted += count;
    if (counted >= rank && count > 0) return value;
  }
  return set.maximum;
}
