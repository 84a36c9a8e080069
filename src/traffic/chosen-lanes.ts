import type { Config, Lane } from '../contract.ts';
import { WorkshopError } from '../errors.ts';

/** What a command line says about the traffic; undefined leaves it to the configuration. */
export interface TrafficOverrides {
  /** just the lane of this shard, counted from 0 at the stream's creation */
  readonly shard?: number | undefined;
  /** of each lane */
  readonly recordsPerSecond?: number | undefined;
  /** of all lanes together, which keep their proportions */
  readonly totalRecordsPerSecond?: number | undefined;
  readonly durationSeconds?: number | undefined;
  /** suffixes that each busy key is spread over */
  readonly spreadOver?: number | undefined;
}

/**
 * The traffic's configuration with what the command line says.
 *
 * @throws {WorkshopError} `usage` when there is no lane for the shard, nor a rate to make one
 */
export function chosenTraffic(config: Config, overrides: TrafficOverrides): Config {
  const { shard, recordsPerSecond, totalRecordsPerSecond, durationSeconds, spreadOver } = overrides;
  const { traffic } = config;
  const chosen = lanesOf(traffic.lanes, shard, recordsPerSecond);
  const lanes = scaled(chosen, totalRecordsPerSecond);
  return {
    ...config,
    traffic: {
      ...traffic,
      lanes,
      durationSeconds: durationSeconds ?? traffic.durationSeconds,
      keys: spreadOver === undefined ? traffic.keys : { ...traffic.keys, spreadOver },
    },
  };
}

function lanesOf(
  lanes: readonly Lane[],
  shard: number | undefined,
  recordsPerSecond: number | undefined,
): readonly Lane[] {
  const known = shard === undefined ? lanes : lanes.filter((lane) => lane.shard === shard);
  if (shard !== undefined && known.length === 0) {
    if (recordsPerSecond !== undefined) return [{ shard, recordsPerSecond }];
    const shards = lanes.map((lane) => lane.shard).join(', ');
    throw new WorkshopError(
      'usage',
      `--shard ${shard} has no lane in workshop.config.ts; there are ${shards}. With --rate it needs none`,
      '',
    );
  }
  return recordsPerSecond === undefined
    ? known
    : known.map((lane) => ({ ...lane, recordsPerSecond }));
}

/** What lanes send together in a second. */
export function sumRecordsPerSecond(lanes: readonly Lane[]): number {
  return lanes.reduce((sum, lane) => sum + lane.recordsPerSecond, 0);
}

function scaled(lanes: readonly Lane[], recordsPerSecond: number | undefined): readonly Lane[] {
  if (recordsPerSecond === undefined) return lanes;
  const factor = recordsPerSecond / sumRecordsPerSecond(lanes);
  return lanes.map((lane) => ({ ...lane, recordsPerSecond: lane.recordsPerSecond * factor }));
}
