import type { Scope } from '../../action.ts';
import { AwsError } from '../../errors.ts';
import type { Query } from '../metric-data/check-queries.ts';
import { runQueries } from '../metric-data/run-queries.ts';
import { surroundings } from '../metric-data/surroundings.ts';
import { validationError } from '../refusals.ts';
import type { CloudWatchState } from '../state.ts';
import { type Alarm, type AlarmSettings, type AlarmState, BREACHES, periodOf } from './alarm.ts';
import { enterState } from './change-alarm.ts';
import { judge } from './judge.ts';
import { reasonData, reasonFor } from './reason.ts';

/** Periods looked at beyond the evaluation periods, so that single gaps are bridged. Source: user guide, whose tables take 5 for 3. */
const MORE_PERIODS = 2;

/**
 * The state that an alarm's complete periods put it in, `undefined` to stay as it is.
 *
 * @throws {AwsError} for an expression that can not be worked out
 */
export function evaluateAlarm(
  alarm: Alarm,
  state: CloudWatchState,
  scope: Scope,
): AlarmState | undefined {
  const { settings } = alarm;
  const { EvaluationPeriods, Threshold } = settings;
  const nowMs = Math.round(scope.partition.clock.now());
  const periodMs = periodOf(settings) * 1000;
  const endMs = Math.floor(nowMs / periodMs) * periodMs;
  const looked = EvaluationPeriods + MORE_PERIODS;
  const range = { startMs: endMs - looked * periodMs, endMs };
  const { results } = runQueries(queriesOf(settings), surroundings(state, scope, range));
  if (results.length > 1) throw validationError('An alarm watches a single time series');
  const breaches = BREACHES[settings.ComparisonOperator];
  const periods = Array.from({ length: looked }, (_, index) => {
    const ms = endMs - (index + 1) * periodMs;
    const value = results[0]?.series.points.get(ms);
    return value === undefined ? undefined : { ms, value, breaching: breaches(value, Threshold) };
  });
  const marks = periods.map((datapoint) => datapoint?.breaching);
  const next = judge(marks, settings);
  if (next === undefined || (next === alarm.state.value && !alarm.isUnchecked)) {
    return undefined;
  }
  const evaluated = periods
    .filter((datapoint) => datapoint !== undefined)
    .slice(0, EvaluationPeriods);
  const reason = reasonFor(next, settings, evaluated);
  const data = reasonData(settings, periodMs, evaluated, nowMs);
  return { value: next, reason, reasonData: data };
}

/** What an expression gives can change with its data, until it is no longer one time series. */
function evaluateOrSayWhyNot(
  alarm: Alarm,
  state: CloudWatchState,
  scope: Scope,
): AlarmState | undefined {
  try {
    return evaluateAlarm(alarm, state, scope);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (alarm.state.reason === error.message) return undefined;
    return { value: 'INSUFFICIENT_DATA', reason: error.message };
  }
}

/** The queries of an alarm on math; else the one query that reads the metric it names. */
function queriesOf(settings: AlarmSettings): readonly Query[] {
  const { Metrics, Statistic, ExtendedStatistic, Unit } = settings;
  if (Metrics !== undefined) return Metrics;
  const stat = {
    Metric: settings,
    Period: periodOf(settings),
    Stat: Statistic ?? ExtendedStatistic ?? '',
    ...(Unit !== undefined && { Unit }),
  };
  return [{ Id: 'm', MetricStat: stat }];
}

/**
 * Evaluates an alarm at the end of every minute of cloud time, of every 10 seconds when its period
 * is shorter, for as long as it is there. Time without data is passed over: what an alarm makes of
 * none is always the same.
 *
 * @param judged what the alarm was when it last was evaluated without any data
 */
export function keepEvaluating(
  alarm: Alarm,
  state: CloudWatchState,
  scope: Scope,
  judged?: Pick<Alarm, 'settings' | 'state'>,
): void {
  const { clock } = scope.partition;
  const everyMs = periodOf(alarm.settings) < 60 ? 10_000 : 60_000;
  const nowMs = Math.round(clock.now());
  clock.after((everyMs - (nowMs % everyMs)) / 1000, () => {
    if (state.alarms.get(alarm.name) !== alarm) return;
    const isWithoutData = state.metrics.newestMs < clock.now() - lookedMs(alarm.settings);
    const isJudged = judged?.settings === alarm.settings && judged.state === alarm.state;
    if (!isWithoutData || !isJudged) {
      const next = evaluateOrSayWhyNot(alarm, state, scope);
      if (next !== undefined) enterState(alarm, next, state, Math.round(clock.now()));
    }
    const { settings, state: entered } = alarm;
    keepEvaluating(alarm, state, scope, isWithoutData ? { settings, state: entered } : undefined);
  });
}

/** As far back as an evaluation can look, and the period that is not over. */
function lookedMs(settings: AlarmSettings): number {
  return (settings.EvaluationPeriods + MORE_PERIODS + 1) * periodOf(settings) * 1000;
}
