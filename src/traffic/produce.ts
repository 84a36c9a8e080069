import type { Cloud, Config, Tell } from '../contract.ts';
import { interrupted } from '../interrupted.ts';
import { listAllShards, openShards } from '../shards.ts';
import { LineUp } from './line-up.ts';
import { TICK_SECONDS } from './pace.ts';
import { planLanes } from './plan.ts';
import { putRecordsTo } from './put-records.ts';
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
 * Sends the lanes' traffic, paced in cloud time. Every tick is due at a time counted from the start
 * and owes what the clock says by then, so that other producers may move the same local clock.
 *
 * @throws {WorkshopError} `interrupted` when the signal is aborted, after the totals so far are told;
 *   `not-found`, `no-connection` or `cannot-tell` when sending is of no more use
 */
export async function produce(options: ProduceOptions): Promise<Produced> {
  const { cloud, config, tell, random = Math.random } = options;
  const { names, traffic } = config;
  const shards = await listAllShards(cloud, names.stream);
  const lanes = planLanes(config, shards);
  const now = () => cloud.now();
  const sleep = (seconds: number) => cloud.sleep(seconds);
  const sender = new Sender({
    put: putRecordsTo(cloud, names.stream),
    config: traffic.sender,
    sleep,
    random,
    signal: cloud.signal,
    shardIds: openShards(shards).map(({ shardId }) => shardId),
  });

  const startMs = now();
  const secondsIn = () => Math.min((now() - startMs) / 1000, traffic.durationSeconds);
  const lineUp = new LineUp(lanes, traffic, Math.floor(startMs).toString(36));
  let reportedMs = Number.NEGATIVE_INFINITY;
  const report = (isLast: boolean) => {
    const realMs = performance.now();
    if (!isLast && realMs - reportedMs < REPORT_EVERY_MS) return;
    reportedMs = realMs;
    tell({
      kind: 'traffic',
      cloudSeconds: Math.round(secondsIn()),
      totalCloudSeconds: traffic.durationSeconds,
      shards: sender.shards,
    });
  };

  let failure: unknown;
  try {
    let elapsedSeconds = 0;
    while (elapsedSeconds < traffic.durationSeconds) {
      const dueSeconds = Math.min(
        (Math.floor(elapsedSeconds / TICK_SECONDS) + 1) * TICK_SECONDS,
        traffic.durationSeconds,
      );
      const dueMs = startMs + dueSeconds * 1000;
      await sleep((dueMs - now()) / 1000);
      elapsedSeconds = secondsIn();
      await sender.offer(lineUp.due(elapsedSeconds, now()));
      report(false);
    }
  } catch (error) {
    failure = error;
  }
  await sender.finish().catch((error: unknown) => {
    failure ??= error;
  });
  report(true);
  const produced = { shards: sender.shards, skipped: lineUp.skipped };
  tell({ kind: 'fact', text: totalsText(produced, sender.unsent) });
  if (cloud.signal.aborted) throw interrupted(failure);
  if (failure !== undefined) throw failure;
  return produced;
}
