import type { Cloud, Config, Tell } from '../contract.ts';
import { interrupted } from '../interrupted.ts';
import { listAllShards, openShards } from '../stream/shards.ts';
import { LineUp } from './line-up.ts';
import { planLanes } from './plan-lanes.ts';
import { putFailure } from './put-failure.ts';
import { type Put, putRecordsTo } from './put-records.ts';
import { sendPaced } from './send-paced.ts';
import { Sender } from './sender.ts';
import { type Produced, totalsText } from './totals.ts';

export interface ProduceOptions {
  readonly cloud: Cloud;
  readonly config: Config;
  readonly tell: Tell;
  /** from 0 to below 1: the jitter of waits between tries */
  readonly random?: () => number;
}

/** At most ten reports in a real second: more can not be read. */
const REPORT_EVERY_MS = 100;

/**
 * Sends the lanes' traffic, paced in cloud time.
 *
 * @throws {WorkshopError} `interrupted` when the signal is aborted, after the totals so far are told;
 *   `not-found`, `no-connection` or `cannot-tell` when sending is of no more use
 */
export async function produce(options: ProduceOptions): Promise<Produced> {
  const { cloud, config, tell, random = Math.random } = options;
  const { names, traffic } = config;
  const shards = await listAllShards(cloud, names.stream);
  const lanes = planLanes(config, shards);
  const sender = new Sender({
    put: explained(putRecordsTo(cloud.kinesis, names.stream), cloud, names.stream),
    config: traffic.sender,
    sleep: (seconds) => cloud.sleep(seconds),
    random,
    signal: cloud.signal,
    shardIds: openShards(shards).map(({ shardId }) => shardId),
  });

  const startMs = cloud.now();
  const lineUp = new LineUp(lanes, traffic, { runId: Math.floor(startMs).toString(36) });
  let reportedMs = Number.NEGATIVE_INFINITY;
  let cloudSeconds = 0;
  const report = () => {
    reportedMs = performance.now();
    tell({
      kind: 'traffic',
      cloudSeconds: Math.round(cloudSeconds),
      totalCloudSeconds: traffic.durationSeconds,
      shards: sender.shards,
    });
  };
  const failure = await sendPaced({
    clock: cloud,
    sender,
    lineUp,
    span: { startMs, fromSeconds: 0, untilSeconds: traffic.durationSeconds },
    onTick: (elapsedSeconds) => {
      cloudSeconds = elapsedSeconds;
      if (performance.now() - reportedMs >= REPORT_EVERY_MS) report();
    },
  });
  report();
  const produced = { shards: sender.shards, skipped: lineUp.skipped, unsent: sender.unsent };
  tell({ kind: 'fact', text: totalsText(produced) });
  if (cloud.signal.aborted) throw interrupted(failure);
  if (failure !== undefined) throw failure;
  return produced;
}

/** Its errors in words for a person. */
function explained(put: Put, cloud: Cloud, stream: string): Put {
  return (records, signal) =>
    put(records, signal).catch((cause: unknown) => {
      throw putFailure(cause, cloud, stream);
    });
}
