import type { Tell, Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { deleteStack } from '../stack/deploy-stack.ts';
import { type ListedShard, openShards } from '../stream/shards.ts';
import {
  alarmChanges,
  alarmState,
  deployAlarms,
  hotShardAlarm,
  waitForFirstState,
} from './alarm.ts';
import { sendAgain } from './traffic.ts';

/**
 * Sees the alarm go to ALARM before anything is split. The traffic of step 3 raises it where it is
 * not long ago; otherwise it is sent again, minute by minute.
 *
 * @param createdMs when the stream was made: an earlier one of its name may have raised it, too
 * @throws {WorkshopError} `not-finished` when the deadline of metrics passes
 */
export async function seeAlarmRaised(
  workshop: Workshop,
  shards: readonly ListedShard[],
  createdMs: number,
  tell: Tell,
): Promise<void> {
  const { cloud, config } = workshop;
  const name = hotShardAlarm(workshop);
  const wasRaised = async () =>
    (await alarmChanges(workshop, name, createdMs)).some(({ state }) => state === 'ALARM');
  if ((await alarmState(workshop, name)) === 'ALARM' && !(await wasRaised())) {
    // it was raised by an earlier stream of this name, and can not be raised again
    await deleteStack(workshop, config.names.alarmStack, tell);
  }
  await deployAlarms(workshop, openShards(shards), tell);
  await waitForFirstState(workshop, name, tell);
  const isStillHot = shards.some(
    ({ shardId, open }) => shardId === config.dominance.hotShardId && open,
  );
  const { metricsSeconds } = config.deadlines;
  const giveUpMs = cloud.now() + metricsSeconds * 1000;
  while (!(await wasRaised())) {
    if (!isStillHot) {
      const text = `Alarm ${name} was not raised: the shard was split before there was an alarm`;
      return tell({ kind: 'fact', text });
    }
    if (cloud.now() > giveUpMs) {
      throw new WorkshopError(
        'not-finished',
        `Alarm ${name} was not raised within ${metricsSeconds} s of hot traffic`,
        'Run the same command again: it goes on where AWS stands',
      );
    }
    tell({ kind: 'fact', text: 'The traffic is sent for a minute more, for the alarm to see it' });
    await sendAgain(workshop, { durationSeconds: 60 }, tell);
  }
  tell({ kind: 'fact', text: `Alarm ${name} went to ALARM` });
}
