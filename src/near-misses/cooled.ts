import { deployAlarms } from '../cooling/alarm.ts';
import { followShards } from '../cooling/follow-shards.ts';
import { seeAlarmRaised } from '../cooling/see-alarm-raised.ts';
import { splitAsPlanned } from '../cooling/split-as-planned.ts';
import { deployDashboard } from '../dashboard/dashboard-stack.ts';
import { diagnoseJudged } from '../diagnosis/diagnose-judged.ts';
import { type ListedShard, listAllShards, openShards } from '../stream/shards.ts';
import { waitForActive } from '../stream/stream.ts';
import { diagnosed } from './walked.ts';
import { type Traffic, untold, type World } from './world.ts';

/** Hot, and cooled by two splits. */
export const WARM: Traffic = { perMinute: [350, 100, 100, 100], minutes: 3 };

/**
 * A right world of step 6, with less traffic.
 *
 * @param then what comes in the minute after it
 */
export async function cooled(
  world: World,
  traffic: Traffic = WARM,
  then: () => Promise<void> = async () => undefined,
): Promise<void> {
  await hotWithAlarm(world);
  await followShards(world, await splitWhole(world), untold);
  await world.send(traffic);
  await then();
  await untilAlarmsAreOk(world);
}

/** Hot, and told of by the alarm, before anything is split. */
export async function hotWithAlarm(world: World): Promise<void> {
  await diagnosed(world, WARM);
  const stream = await waitForActive(world, untold);
  const shards = await listAllShards(world.cloud, world.config.names.stream);
  const createdMs = stream.StreamCreationTimestamp.getTime();
  await seeAlarmRaised(world, shards, createdMs, untold);
}

/** Cooled as well, but with alarms that never saw the heat. */
export async function cooledWithLateAlarm(world: World): Promise<void> {
  await diagnosed(world, WARM);
  const shards = await splitWhole(world);
  await deployDashboard(world, shards, untold);
  await world.send(WARM);
  await untilAlarmsAreOk(world);
  await deployAlarms(world, openShards(shards), untold);
  await untilAlarmsAreOk(world);
}

/** As step 6 splits it. */
export async function splitWhole(world: World): Promise<readonly ListedShard[]> {
  const stream = await waitForActive(world, untold);
  const shards = await listAllShards(world.cloud, world.config.names.stream);
  const diagnosis = await diagnoseJudged(world, stream, shards);
  return splitAsPlanned(world, diagnosis, shards, untold);
}

/** An alarm looks back at so many minutes, of which none has traffic then. */
export async function untilAlarmsAreOk({ cloud, config }: World): Promise<void> {
  await cloud.sleep((config.alarm.evaluationMinutes + 2) * 60);
}
