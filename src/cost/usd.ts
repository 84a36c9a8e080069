import type { Billed, Config, Step, StepEstimate } from '../contract.ts';

/** As AWS reckons a month that it bills by the hour. */
const HOURS_A_MONTH = 730;
const HOUR_MS = 3_600_000;

/** What stands costs this much an hour. */
export function hourlyUsd(billed: Billed, { cost: { rates } }: Pick<Config, 'cost'>): number {
  const monthlyUsd =
    billed.customMetrics * rates.customMetricMonthUsd +
    billed.dashboards * rates.dashboardMonthUsd +
    billed.alarmMetrics * rates.alarmMetricMonthUsd;
  return billed.shards * rates.shardHourUsd + monthlyUsd / HOURS_A_MONTH;
}

/** What stands for so many hours, and was put meanwhile, costs this much. */
export function totalUsd(billed: Billed, hours: number, config: Pick<Config, 'cost'>): number {
  return hourlyUsd(billed, config) * hours + putUnitsUsd(billed.putUnits, config);
}

export function stepEstimate(step: Step, config: Config): StepEstimate {
  return {
    cloudSeconds: step.takesSeconds(config),
    usd: totalUsd(sumBilled([step.adds?.(config) ?? {}]), 1, config),
  };
}

export function putUnitsUsd(putUnits: number, { cost }: Pick<Config, 'cost'>): number {
  return (putUnits / 1_000_000) * cost.rates.millionPutUnitsUsd;
}

/** Hours as they are billed: each that has begun, and one at least. */
export function begunHours(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / HOUR_MS));
}

export function sumBilled(parts: readonly Partial<Billed>[]): Billed {
  const sum = (member: keyof Billed) =>
    parts.reduce((total, part) => total + (part[member] ?? 0), 0);
  return {
    shards: sum('shards'),
    customMetrics: sum('customMetrics'),
    dashboards: sum('dashboards'),
    alarmMetrics: sum('alarmMetrics'),
    putUnits: sum('putUnits'),
  };
}
