import type { Cloud, Config, Lane, ShardCounts, Tell } from '../contract.ts';
import { interrupted } from '../interrupted.ts';
import { listAllShards, openShards } from '../shards.ts';
import { sumCounts } from './count.ts';
import { TICK_SECONDS, turnOf } from './pace.ts';
import { type OutgoingRecord, type PlannedLane, planLanes, recordOf } from './plan.ts';
import { putRecordsTo } from './put-records.ts';
import { Sender } from './sender.ts';

/** What a producer has to show at its end. */
export interface Produced {
  readonly shards: Readonly<Record<string, ShardCounts>>;
  /** records that a late producer left out */
  readonly skipped: number;
}

export interface ProduceOptions {
  readonly cloud: Cloud;
  readonly config: Config;
  /** Defaults to all lanes of the configuration. */
  readonly lanes?: readonly Lane[];
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
  const lanes = planLanes(config, options.lanes ?? traffic.lanes, shards);
  const sender = new Sender({
    put: putRecordsTo(cloud, names.stream),
    config: traffic.sender,
    sleep: cloud.sleep,
    random,
    signal: cloud.signal,
    shardIds: openShards(shards).map(({ shardId }) => shardId),
  });

  const startMs = cloud.now();
  const secondsIn = () =>
    Math.min(Math.max(0, (cloud.now() - startMs) / 1000), traffic.durationSeconds);
  const lineUp = new LineUp(lanes, traffic, Math.floor(startMs / 1000).toString(36));
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
      // A time-lapse would leave behind what is under way; real time goes on without asking.
      if (cloud.timeLapse) await sender.answered();
      await cloud.sleep((dueMs - cloud.now()) / 1000);
      elapsedSeconds = secondsIn();
      await sender.offer(lineUp.due(elapsedSeconds, cloud.now()));
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

/** What each lane sends next. */
class LineUp {
  skipped = 0;
  readonly #reached: Map<PlannedLane, number>;

  constructor(
    lanes: readonly PlannedLane[],
    private readonly traffic: Config['traffic'],
    private readonly runId: string,
  ) {
    this.#reached = new Map(lanes.map((lane) => [lane, 0]));
  }

  due(elapsedSeconds: number, nowMs: number): OutgoingRecord[] {
    const placedAt = new Date(nowMs).toISOString();
    const { maxCatchUpSeconds } = this.traffic.sender;
    const records: OutgoingRecord[] = [];
    for (const [lane, before] of this.#reached) {
      const turn = turnOf(lane.recordsPerSecond, elapsedSeconds, before, maxCatchUpSeconds);
      this.#reached.set(lane, turn.to);
      this.skipped += turn.skipped;
      for (let index = turn.from; index < turn.to; index++) {
        records.push(recordOf(lane, index, this.runId, placedAt, this.traffic));
      }
    }
    return records;
  }
}

/** One line: what was sent, and only those losses that there were. */
export function totalsText({ shards, skipped }: Produced, unsent: number): string {
  const { sent, accepted, givenUp, throttled } = sumCounts(shards);
  const whole = (count: number) => count.toLocaleString('en-US');
  return [
    `${whole(sent)} records sent, ${whole(accepted)} accepted`,
    ...(throttled > 0 ? [`${whole(throttled)} refusals for a shard's limits`] : []),
    ...(givenUp > 0 ? [`${whole(givenUp)} given up`] : []),
    ...(unsent > 0 ? [`${whole(unsent)} not sent any more`] : []),
    ...(skipped > 0 ? [`${whole(skipped)} skipped, as the producer was late`] : []),
  ].join(', ');
}
