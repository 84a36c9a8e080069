import type { Config } from './contract.ts';

/** Cloud seconds: all windows and deadlines of the configuration, so that no wait is endless. */
export function longestWaitSeconds({
  deadlines,
  dominance,
}: Pick<Config, 'deadlines' | 'dominance'>): number {
  const { stackSeconds, streamSeconds, metricsSeconds } = deadlines;
  return stackSeconds + streamSeconds + metricsSeconds + dominance.windowMinutes * 60;
}

/** Cloud seconds that a walk takes which is not waited on by a person: its traffic, and its waits. */
export function walkSeconds(config: Config): number {
  return config.traffic.durationSeconds + longestWaitSeconds(config);
}
