import type { Cloud } from '../contract.ts';
import { MINUTE_MS, minuteText } from '../minutes.ts';
import { shardIdAtCreation } from '../stream/shard-id.ts';
import { LineUp } from '../traffic/line-up.ts';
import { planLane } from '../traffic/plan.ts';
import type { Put } from '../traffic/put-records.ts';
import { sendPaced } from '../traffic/send-paced.ts';
import { Sender } from '../traffic/sender.ts';
import { isComplete, type Produced } from '../traffic/totals.ts';
import type { FleetEvent } from './event.ts';
import { minuteToSend, type Refusal, refusalOf } from './minute.ts';

export interface MinuteOptions {
  readonly clock: Pick<Cloud, 'now' | 'sleep'>;
  readonly put: Put;
  /** Ends the sending. */
  readonly signal: AbortSignal;
}

/** What an invocation says that it did. */
export interface MinuteAnswer {
  /** `2026-06-01 12:05Z` */
  readonly minute: string;
  readonly part: number;
  readonly parts: number;
  /** Nothing was sent, and why; absent when it was its turn. */
  readonly refused?: Refusal;
  /** by shard id */
  readonly shards: Produced['shards'];
  /** records that were due before it had begun */
  readonly skipped: number;
  /** records that were due when it was stopped */
  readonly unsent: number;
}

/**
 * Sends one part of one minute of a fleet's traffic, at the pace of the local producers and with
 * their records: the nth of a lane is the same wherever it is made, and each part sends every
 * so-manyth, so no two parts send the same one. What is refused is sent again, as there.
 *
 * An invocation that is late sends the newest `maxCatchUpSeconds` of what it owes, leaves out what
 * is older, and says how much. An event that AWS delivers a second time, which it seldom does, is
 * sent a second time, with the same order ids.
 *
 * @throws {Error} with the answer as its message when not every record was accepted, so that
 *   CloudWatch counts the invocation among the function's errors; else what PutRecords ended with
 */
export async function sendMinute(
  { scheduledAt, part, traffic }: FleetEvent,
  { clock, put, signal }: MinuteOptions,
): Promise<MinuteAnswer> {
  const { startMs, parts, keys, sender: config } = traffic;
  const minuteMs = minuteToSend({ scheduledAt });
  const place = { minute: minuteText(minuteMs), part, parts };
  const refused = refusalOf(minuteMs, traffic, clock.now());
  if (refused !== undefined) return { ...place, refused, shards: {}, skipped: 0, unsent: 0 };

  // Whose lane it is names the shard until PutRecords' answers do: the function may not list shards.
  const lanes = traffic.lanes.map((lane) =>
    planLane(lane, { start: BigInt(lane.start), end: BigInt(lane.end) }, keys, () =>
      shardIdAtCreation(lane.shard),
    ),
  );
  const fromSeconds = (minuteMs - startMs) / 1000;
  const untilSeconds = fromSeconds + MINUTE_MS / 1000;
  const share = { part, parts };
  const lineUp = new LineUp(lanes, traffic, { runId: startMs.toString(36), fromSeconds, share });
  const { sleep } = clock;
  const sender = new Sender({ put, config, sleep, random: Math.random, signal, shardIds: [] });
  const span = { startMs, fromSeconds, untilSeconds };
  const failure = await sendPaced({ clock, sender, lineUp, span });
  if (failure !== undefined && !signal.aborted) throw failure;
  const produced = { shards: sender.shards, skipped: lineUp.skipped, unsent: sender.unsent };
  const answer = { ...place, ...produced };
  if (!isComplete(produced)) throw new Error(JSON.stringify(answer));
  return answer;
}
