import type { Config } from './contract.ts';
import { sendingsToCool } from './cooling/sendings.ts';

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

/** Cloud seconds that a walk takes where everything goes well: its traffic, and its waits for AWS. */
export function walkSeconds(config: Config): number {
  const { traffic, alarm } = config;
  return (
    (1 + sendingsToCool(config)) * traffic.durationSeconds +
    alarm.evaluationMinutes * 60 +
    STACKS_SECONDS
  );
}

/** For three stacks to be made and deleted, and a stream to be split some times. */
const STACKS_SECONDS = 900;
