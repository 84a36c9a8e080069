import type { Config } from './contract.ts';

/** Cloud seconds: all windows and deadlines of the configuration, so that no wait is endless. */
export function longestWaitSeconds({
  deadlines,
  dominance,
  alarm,
}: Pick<Config, 'deadlines' | 'dominance' | 'alarm'>): number {
  const { stackSeconds, streamSeconds, metricsSeconds, diagnosisSeconds } = deadlines;
  const minutes = dominance.windowMinutes + alarm.evaluationMinutes;
  return stackSeconds + streamSeconds + metricsSeconds + diagnosisSeconds + minutes * 60;
}
