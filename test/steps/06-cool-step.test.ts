import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/06-cool.ts';
import { completeTheMinute } from '../../src/complete-minute.ts';
import { withLesson } from '../../src/config/config.ts';
import type { Config, LessonName, Workshop } from '../../src/contract.ts';
import { describeStack } from '../../src/stack/stack.ts';
import { listAllShards, openShards } from '../../src/stream/shards.ts';
import { produce } from '../../src/traffic/produce.ts';
import deploy from '../../steps/01-deploy.ts';
import enableMetrics from '../../steps/02-enable-metrics.ts';
import step from '../../steps/06-cool.ts';
import defaults from '../../workshop.config.ts';
import { runStep, undoStep, verdicts, withWorkshop } from '../support/workshop.ts';

const STREAM = defaults.names.stream;
const HOT = 'shardId-000000000000';
const TITLES = checks.map(({ title }) => title);
const [, COOL = '', , , ALARM = ''] = TITLES;
const ALL_PASS = Object.fromEntries(TITLES.map((title) => [title, 'PASS']));
const nothing = () => {};

test('After the step every check passes: the alarm came and went, and the plan was told with its cost', async () => {
  await withHotShard(async (workshop) => {
    const told = await runStep(step, workshop);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    const text = told.join('\n');
    assert.match(text, `Alarm ${STREAM}-hot-shard went to ALARM`);
    assert.match(
      text,
      /Plan: \d splits, from 4 shards to \d, each with at most 1\.5 times an even part of the /,
    );
    assert.match(text, /Shards cost 0\.06 USD an hour now, and 0\.\d\d USD after/);
    assert.match(text, `Alarm ${STREAM}-hot-shard is OK`);
    const shards = await listAllShards(workshop.cloud, STREAM);
    assert.not.ok(shards.find(({ shardId }) => shardId === HOT)?.open);
    const again = await runStep(step, workshop);
    assert.match(again.join('\n'), 'No split is needed: no shard is hot under this traffic');
    assert.is((await listAllShards(workshop.cloud, STREAM)).length, shards.length);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    await undoStep(step, workshop);
    const { MetricAlarms } = await workshop.cloud.cloudwatch.send(new DescribeAlarmsCommand({}));
    assert.equal(MetricAlarms, []);
  });
});

test('A step that was interrupted between two splits goes on with those that are missing', async () => {
  const openShardCounts: number[] = [];
  for (const interrupted of [false, true]) {
    await withHotShard(async (workshop) => {
      if (interrupted) await runUntil(workshop, /was split:/);
      await runStep(step, workshop);
      assert.equal(await verdicts(checks, workshop), ALL_PASS);
      openShardCounts.push(openShards(await listAllShards(workshop.cloud, STREAM)).length);
    });
  }
  assert.is(openShardCounts[0], openShardCounts[1]);
});

test('An alarm that an earlier stream of this name left in ALARM is made again, and raised again', async () => {
  await withHotShard(async (workshop) => {
    await runUntil(workshop, /went to ALARM/);
    await deploy.undo(workshop, nothing);
    await deploy.run(workshop, nothing);
    await enableMetrics.run(workshop, nothing);
    await send(workshop);
    await runStep(step, workshop);
    assert.is((await verdicts(checks, workshop))[ALARM], 'PASS');
  });
});

test('One key: a split moves the heat, and spreading the key cools it', async () => {
  await withHotShard(async (workshop) => {
    const told = await runStep(step, workshop);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    const moved = told.indexOf('The heat has moved, and is not gone:');
    assert.match(
      told[moved + 1] ?? '',
      /^shardId-00000000000[45] has 7\d\.\d % of the records, 3\.\d\d times its fair share$/,
    );
    assert.match(
      told.join('\n'),
      /"shop-\d{4}" is sent as 100 keys from now on, :0 to :99, like the busy keys of the other producers: records are in order only within each, and readers have to merge them/,
    );
  }, 'one-key');
});

test('One key that is still sent as one is hot after the split', async () => {
  await withHotShard(async (workshop) => {
    await runUntil(workshop, /is sent as 100 keys/);
    await send(workshop);
    const found = await verdicts(checks, workshop);
    assert.match(
      found[COOL] ?? '',
      /^FAIL: shardId-00000000000[45] is hot: 3\.\d\d times its fair/,
    );
  }, 'one-key');
});

test('Even traffic is nothing to cool', async () => {
  await withHotShard(
    async (workshop) => {
      const error = await thrown(() => runStep(step, workshop));
      assert.is(error.message, 'No shard is hot: there is nothing to cool');
      assert.is(await describeStack(workshop, defaults.names.alarmStack), undefined);
    },
    'many-keys',
    [10, 10, 10, 10],
  );
});

/** A stream with metrics, whose first shard is hot by a small traffic of the lesson's kind. */
async function withHotShard(
  use: (workshop: Workshop) => Promise<void>,
  lesson: LessonName = 'many-keys',
  rates: readonly number[] = [20, 2, 2, 2],
): Promise<void> {
  const config = withLesson(defaults, lesson);
  const lanes = rates.map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
  const traffic: Config['traffic'] = { ...config.traffic, durationSeconds: 220, lanes };
  await withWorkshop(
    async (workshop) => {
      await deploy.run(workshop, nothing);
      await enableMetrics.run(workshop, nothing);
      await send(workshop);
      await use(workshop);
    },
    { ...config, traffic },
  );
}

async function send(workshop: Workshop): Promise<void> {
  await produce({ cloud: workshop.cloud, config: workshop.config, tell: nothing });
  await completeTheMinute(workshop, nothing);
}

/** Runs the step, and breaks it off as soon as it tells that. */
async function runUntil(workshop: Workshop, fact: RegExp): Promise<void> {
  const stop = new Error('stopped here');
  const run = () =>
    step.run(workshop, (progress) => {
      if (progress.kind === 'fact' && fact.test(progress.text)) throw stop;
    });
  assert.is(await thrown(run), stop);
}

async function thrown(run: () => Promise<unknown>): Promise<Error> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}

test.run();
