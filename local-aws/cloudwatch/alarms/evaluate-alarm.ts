import type { Scope } from '../../action.ts';
import { dimensionMap } from '../dimensions.ts';
import { readMetric } from '../metric-data/read-metric.ts';
import { runQueries } from '../metric-data/run-queries.ts';
import type { CloudWatchState } from '../state.ts';
import { statisticNamed } from '../statistic.ts';
import { type Alarm, type AlarmSettings, type Comparison, periodOf } from './alarm.ts';
import { judge, type MissingData } from './judge.ts';
import { type Datapoint, reasonFor } from './reason.ts';

/** Periods looked at beyond the evaluation periods, so that single gaps are bridged. Source: user guide, whose tables take 5 for 3. */
const MORE_PERIODS = 2;

const BREACHES: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/** Looks at an alarm's complete periods, and puts it into the state that they make. */
export function evaluateAlarm(alarm: Alarm, state: CloudWatchState, scope: Scope): void {
  const { settings } = alarm;
  const nowMs = Math.round(scope.partition.clock.now());
  const periodMs = periodOf(settings) * 1000;
  const endMs = Math.floor(nowMs / periodMs) * periodMs;
  const looked = settings.EvaluationPeriods + MORE_PERIODS;
  const startMs = endMs - looked * periodMs;
  const values = valuesOf(settings, { startMs, endMs }, state, scope, nowMs);
  const breaches = BREACHES[settings.ComparisonOperator];
  const periods = Array.from({ length: looked }, (_, index) => {
    const ms = endMs - (index + 1) * periodMs;
    const value = values.get(ms);
    if (value === undefined) return undefined;
    return { ms, value, breaching: breaches(value, settings.Threshold) };
  });
  const next = judge(
    periods.map((datapoint) => datapoint?.breaching),
    {
      datapointsToAlarm: settings.DatapointsToAlarm ?? settings.EvaluationPeriods,
      evaluationPeriods: settings.EvaluationPeriods,
      missingData: (settings.TreatMissingData ?? 'missing') as MissingData,
    },
  );
  if (next === undefined || (next === alarm.state.value && !alarm.isUnchecked)) return;
  const evaluated = periods
    .filter((datapoint) => datapoint !== undefined)
    .slice(0, settings.EvaluationPeriods);
  const missing = settings.EvaluationPeriods - evaluated.length;
  const reason = reasonFor(next, settings, evaluated, missing);
  alarm.enter({ value: next, reason, reasonData: reasonData(settings, evaluated, nowMs) }, nowMs);
}

function valuesOf(
  settings: AlarmSettings,
  range: { startMs: number; endMs: number },
  { metrics }: CloudWatchState,
  { account, region }: Scope,
  nowMs: number,
): ReadonlyMap<number, number> {
  if (settings.Metrics !== undefined) {
    const around = { account, region, metrics, nowMs };
    return runQueries(settings.Metrics, range, around).results[0]?.series.points ?? new Map();
  }
  const stat = settings.Statistic ?? settings.ExtendedStatistic ?? '';
  const statistic = statisticNamed(stat);
  if (statistic === undefined) return new Map();
  const identity = {
    namespace: settings.Namespace ?? '',
    metricName: settings.MetricName ?? '',
    dimensions: dimensionMap(settings.Dimensions),
  };
  const periodMs = periodOf(settings) * 1000;
  const wanted = { source: { identity, stat }, statistic, periodMs, unit: settings.Unit };
  return readMetric(metrics, wanted, range, nowMs).series.points;
}

/** The JSON beside the sentence, with the members that AWS was seen to write; oldest first. */
function reasonData(
  settings: AlarmSettings,
  evaluated: readonly Datapoint[],
  nowMs: number,
): string {
  const time = (ms: number) => new Date(ms).toISOString().replace('Z', '+0000');
  const recent = [...evaluated].reverse();
  const first = recent[0];
  return JSON.stringify({
    version: '1.0',
    queryDate: time(nowMs),
    ...(first !== undefined && { startDate: time(first.ms) }),
    unit: settings.Unit,
    statistic: settings.Statistic,
    period: periodOf(settings),
    recentDatapoints: recent.map(({ value }) => value),
    threshold: settings.Threshold,
    evaluatedDatapoints: evaluated.map(({ ms, value }) => ({ timestamp: time(ms), value })),
  });
}

/**
 * Evaluates an alarm at the end of every minute of cloud time, of every 10 seconds when its period
 * is shorter, for as long as it is there.
 */
export function keepEvaluating(alarm: Alarm, state: CloudWatchState, scope: Scope): void {
  const { clock } = scope.partition;
  const everyMs = periodOf(alarm.settings) < 60 ? 10_000 : 60_000;
  const nowMs = Math.round(clock.now());
  clock.after((everyMs - (nowMs % everyMs)) / 1000, () => {
    if (state.alarms.get(alarm.settings.AlarmName) !== alarm) return;
    evaluateAlarm(alarm, state, scope);
    keepEvaluating(alarm, state, scope);
  });
}
