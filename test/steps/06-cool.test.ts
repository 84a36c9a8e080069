import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DisableEnhancedMonitoringCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/06-cool.ts';
import { completeTheMinute } from '../../src/complete-minute.ts';
import type { Workshop } from '../../src/contract.ts';
import { alarmChanges, deployAlarms } from '../../src/cooling/alarm.ts';
import { judge } from '../../src/judge.ts';
import { hotUntilMs } from '../../src/judged-window.ts';
import {
  cooled,
  cooledWithLateAlarm,
  hotWithAlarm,
  splitWhole,
  untilAlarmsAreOk,
  WARM,
} from '../../src/near-misses/cooled.ts';
import { HOT, untold } from '../../src/near-misses/world.ts';
import nearMisses from '../../src/near-misses/worlds/06-cool.ts';
import { openShards } from '../../src/stream/shards.ts';
import { describeStream } from '../../src/stream/stream.ts';
import { testNearMisses, withWorld } from '../support/near-misses.ts';
import { verdicts } from '../support/workshop.ts';

const STREAM = 'hot-shard-data-stream';
const HOT_SHARD_ALARM = `${STREAM}-hot-shard`;
const THROTTLE_ALARM = `${STREAM}-write-throttles`;
const TITLES = checks.map(({ title }) => title);
const [, COOL = '', NOT_REFUSED = '', IN_ORDER = '', ALARM = ''] = TITLES;
const ALL_PASS = Object.fromEntries(TITLES.map((title) => [title, 'PASS']));

testNearMisses(test, nearMisses);

test('Before the step no check passes, and each says what has not been done', async () => {
  await withWorld(async (world) => {
    await world.run(1, 2);
    await world.send(HOT);
    const notSplit = 'FAIL: shardId-000000000000 has not been split';
    assert.equal(await verdicts(checks, world), {
      'The stack of the alarms is complete':
        'FAIL: Stack hot-shard-workshop-alarm does not exist in us-east-1',
      [COOL]: notSplit,
      [NOT_REFUSED]: notSplit,
      [IN_ORDER]: notSplit,
      [ALARM]: `FAIL: Alarm ${HOT_SHARD_ALARM} does not exist`,
    });
  });
});

test('The least of records and minutes is enough, and each check tells what it saw', async () => {
  await withWorld(async (world) => {
    await cooled(world, { perMinute: [183, 50, 50, 50], minutes: 2 }, () =>
      world.sendAtOnce({ perMinute: [184, 50, 50, 50], minutes: 1 }),
    );
    assert.equal(await verdicts(checks, world), ALL_PASS);
    assert.equal(await observed(world), [
      'UPDATE_COMPLETE',
      'shardId-000000000004 has 20.5 % of the records, 1.23 times its fair share',
      '0 writes refused, 1,000 accepted',
      '103 keys, 0 of them in several shards, 0 out of order',
      `${HOT_SHARD_ALARM} raised, and OK again`,
    ]);
  });
});

test('After the splits, traffic has to show that they helped', async () => {
  await withWorld(async (world) => {
    await hotWithAlarm(world);
    await splitWhole(world);
    await completeTheMinute(world, untold);
    const found = await verdicts(checks, world);
    assert.match(found[COOL] ?? '', /^FAIL: Too few records since the split: 0 from .*\.$/);
    const none =
      /^FAIL: There are no records since the split to tell by, from \d\d:\d\dZ to \d\d:\d\dZ\.$/;
    assert.match(found[NOT_REFUSED] ?? '', none);
    assert.match(found[IN_ORDER] ?? '', none);
  });
});

test('Traffic of the running minute, and an alarm that still looks back at the heat, are waited for', async () => {
  await withWorld(async (world) => {
    await hotWithAlarm(world);
    await splitWhole(world);
    await completeTheMinute(world, untold);
    await world.sendAtOnce(WARM);
    const found = await verdicts(checks, world);
    const running = / Records arrived in the minute that is still running\.$/;
    for (const title of [COOL, NOT_REFUSED, IN_ORDER]) {
      assert.match(found[title] ?? '', /^NOT YET: /);
      assert.match(found[title] ?? '', running);
    }
    const alarm = await judgeOne(world, ALARM);
    assert.is(alarm.verdict, 'NOT YET');
    assert.is(alarm.reason, `Alarm ${HOT_SHARD_ALARM} is ALARM`);
    assert.is(alarm.waitSeconds, 600);
  });
});

test('With the metric of refusals off nobody says that none was refused', async () => {
  await withWorld(async (world) => {
    await cooled(world);
    await world.cloud.kinesis.send(
      new DisableEnhancedMonitoringCommand({
        StreamName: STREAM,
        ShardLevelMetrics: ['WriteProvisionedThroughputExceeded'],
      }),
    );
    await world.cloud.sleep(30);
    assert.equal(await verdicts(checks, world), {
      ...ALL_PASS,
      [NOT_REFUSED]:
        'FAIL: Whether writes were refused is not known. The shard-level metric WriteProvisionedThroughputExceeded is off: run step 2 first.',
    });
  });
});

test('Records that are no orders say nothing of an order', async () => {
  await withWorld(async (world) => {
    await hotWithAlarm(world);
    await splitWhole(world);
    await completeTheMinute(world, untold);
    const record = { PartitionKey: 'any', Data: new TextEncoder().encode('{}') };
    await world.cloud.kinesis.send(
      new PutRecordsCommand({ StreamName: STREAM, Records: [record] }),
    );
    await completeTheMinute(world, untold);
    assert.match(
      (await verdicts(checks, world))[IN_ORDER] ?? '',
      /^FAIL: There are no orders from \d\d:\d\dZ to \d\d:\d\dZ in the stream$/,
    );
  });
});

test('In the lesson of the saturated shard the alarm on refused writes has to be raised, too', async () => {
  await withWorld(async (world) => {
    await cooled(world);
    const found = await verdicts(checks, world.withConfig({ lesson: 'saturated' }));
    assert.is(found[ALARM], `FAIL: Alarm ${THROTTLE_ALARM} has not been in ALARM`);
  });
});

test('The alarm on refused writes has to be OK in any lesson', async () => {
  await withWorld(async (world) => {
    await cooled(world);
    await setAlarm(world, THROTTLE_ALARM);
    assert.is((await verdicts(checks, world))[ALARM], `NOT YET: Alarm ${THROTTLE_ALARM} is ALARM`);
  });
});

test('An alarm counts that is raised as it looks back at the heat for the last time', async () => {
  await withWorld(async (world) => {
    await world.run(1, 2);
    await world.send(WARM);
    const shards = await splitWhole(world);
    const stream = await describeStream(world);
    const untilMs = stream && (await hotUntilMs(world, stream, shards));
    assert.ok(untilMs);
    await world.cloud.sleep((untilMs + 550_000 - world.cloud.now()) / 1000);
    await deployAlarms(world, openShards(shards), untold);
    await untilAlarmsAreOk(world);
    const [raised] = await alarmChanges(world, HOT_SHARD_ALARM, 0);
    assert.equal(raised, { state: 'ALARM', atMs: untilMs + 600_000 });
    assert.is((await verdicts(checks, world))[ALARM], 'PASS');
  });
});

test('What an earlier stream of this name raised does not count', async () => {
  await withWorld(async (world) => {
    await hotWithAlarm(world);
    await world.run(7);
    await cooledWithLateAlarm(world);
    assert.is(
      (await verdicts(checks, world))[ALARM],
      `FAIL: Alarm ${HOT_SHARD_ALARM} has not been in ALARM`,
    );
  });
});

async function judgeOne(workshop: Workshop, title: string) {
  const check = checks.find((one) => one.title === title);
  assert.ok(check);
  return judge({ stem: '06-cool' }, check, workshop);
}

async function observed(workshop: Workshop): Promise<string[]> {
  const seen: string[] = [];
  for (const title of TITLES) seen.push((await judgeOne(workshop, title)).observed);
  return seen;
}

async function setAlarm({ cloud }: Workshop, AlarmName: string): Promise<void> {
  const input = { AlarmName, StateValue: 'ALARM', StateReason: 'by hand' } as const;
  await cloud.cloudwatch.send(new SetAlarmStateCommand(input));
}

test.run();
