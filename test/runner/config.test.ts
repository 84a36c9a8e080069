import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfig, validConfig } from '../../src/config/config.ts';
import { configProblems } from '../../src/config/config-problems.ts';
import { WorkshopError } from '../../src/errors.ts';
import config from '../../workshop.config.ts';

test('the configuration of the repository has no problem', () => {
  assert.equal(configProblems(config), []);
});

test('a participant is a suffix on every name and on the tag', () => {
  const { names, tag } = validConfig(config, { participant: 'ann' });
  assert.equal(names, {
    stack: 'hot-shard-workshop-ann',
    stream: 'hot-shard-data-stream-ann',
    dashboardStack: 'hot-shard-workshop-dashboard-ann',
    dashboard: 'kinesis-per-shard-metrics-ann',
    alarmStack: 'hot-shard-workshop-alarm-ann',
    fleetStack: 'hot-shard-workshop-fleet-ann',
  });
  assert.equal(tag, { key: 'workshop', value: 'kinesis-hot-shards-ann' });
});

test('a configuration that can not be loaded is one line, with what to install', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'config-'));
  try {
    const file = join(folder, 'workshop.config.ts');
    await writeFile(file, "import config from 'no-such-package'; export default config;");
    const missing = await loadConfig(file).then(
      () => assert.unreachable('it was loaded') as never,
      (error: WorkshopError) => error,
    );
    assert.is(missing.code, 'configuration');
    assert.match(
      missing.message,
      /^workshop\.config\.ts can not be loaded: Cannot find (package|module) 'no-such-package'/,
    );
    assert.is(
      missing.remedy,
      'Install what it imports into its folder: npm install kinesis-hot-shard-workshop',
    );
    const broken = join(folder, 'broken.config.ts');
    await writeFile(broken, 'export default {');
    const { message } = await loadConfig(broken).then(
      () => assert.unreachable('it was loaded') as never,
      (error: WorkshopError) => error,
    );
    assert.match(message, /broken\.config\.ts:1:\d+: ERROR: /);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('in another region the dashboard has a name of its own, as dashboards belong to none', () => {
  const { names } = validConfig(config, { region: 'eu-west-1', participant: 'ann' });
  assert.is(names.dashboard, 'kinesis-per-shard-metrics-eu-west-1-ann');
  assert.is(names.stream, 'hot-shard-data-stream-ann');
  const here = validConfig(config, { region: config.region });
  assert.is(here.names.dashboard, 'kinesis-per-shard-metrics');
});

test('a region of the command line takes the place of the configured one', () => {
  assert.is(validConfig(config, { region: 'eu-west-1' }).region, 'eu-west-1');
  assert.is(validConfig(config).region, config.region);
});

test('every problem is listed, with its path, its rule and its value', () => {
  const wrong = {
    ...config,
    region: 'everywhere',
    pollSecond: 2,
    dominance: { ...config.dominance, minShare: 1.5 },
    traffic: {
      ...config.traffic,
      durationSeconds: '300',
      lanes: [{ shard: 0, recordPerSecond: 200 }],
    },
  };
  assert.throws(
    () => validConfig(wrong),
    (error: unknown) => {
      assert.instance(error, WorkshopError);
      assert.is((error as WorkshopError).code, 'configuration');
      assert.equal((error as WorkshopError).message.split('\n'), [
        'workshop.config.ts has 6 problems:',
        '  region must be the name of a region, such as us-east-1; it is "everywhere"',
        '  traffic.durationSeconds must be a whole number from 1 to 86400; it is "300"',
        '  dominance.minShare must be a number from 0 to 1; it is 1.5',
        '  pollSecond is not a setting; did you mean pollSeconds?',
        '  traffic.lanes[0].recordsPerSecond is missing',
        '  traffic.lanes[0].recordPerSecond is not a setting; did you mean recordsPerSecond?',
      ]);
      return true;
    },
  );
});

test('members that disagree are named', () => {
  const { traffic, names, dominance, deadlines } = config;
  assert.equal(
    configProblems({
      ...config,
      names: { ...names, dashboardStack: names.stack },
      dominance: { ...dominance, hotShardId: 'shardId-000000000004', minMinutes: 16 },
      deadlines: { ...deadlines, checkSeconds: deadlines.diagnosisSeconds },
      traffic: {
        ...traffic,
        keys: { ...traffic.keys, busyPerLane: 41 },
        sender: { ...traffic.sender, backoffCapMs: 50 },
        lanes: [
          { shard: 4, recordsPerSecond: 1 },
          { shard: 4, recordsPerSecond: 1 },
        ],
      },
    }),
    [
      'names.stack, names.dashboardStack, names.alarmStack and names.fleetStack must differ',
      'traffic.keys.busyPerLane must be at most perLane, 40',
      'traffic.sender.backoffCapMs must be at least backoffBaseMs, 100',
      'deadlines.checkSeconds must be more than diagnosisSeconds, 600',
      'dominance.minMinutes must be at most windowMinutes, 15',
      'dominance.hotShardId must be one of the 4 shards of the stream',
      'traffic.lanes[0].shard must be 0 to 3, as stream.shardCount is 4; it is 4',
      'traffic.lanes[1].shard must be 0 to 3, as stream.shardCount is 4; it is 4',
      'traffic.lanes[1].shard is 4 again; a shard has one lane',
    ],
  );
});

test('names that AWS would refuse, or that a suffix makes too long, are refused first', () => {
  const named = (names: object) => ({ ...config, names: { ...config.names, ...names } });
  assert.equal(configProblems(named({ stack: '1-stack' })), [
    'names.stack must be letters, digits and hyphens, a letter first; it is "1-stack"',
  ]);
  const long = 'a'.repeat(120);
  assert.throws(
    () => validConfig(named({ stream: long }), { participant: 'participant' }),
    (error: unknown) =>
      error instanceof WorkshopError &&
      error.message ===
        `workshop.config.ts: names.stream must have at most 128 characters; ${long}-participant has 132`,
  );
});

test('a lesson of the command line brings its own traffic', () => {
  const { lesson, traffic } = validConfig(config, { lesson: 'one-key' });
  assert.is(lesson, 'one-key');
  assert.is(traffic.keys.busyPerLane, 1);
  assert.equal(traffic.lanes, config.traffic.lanes);
  assert.equal(validConfig(config).traffic, config.traffic);
});

test('what is wrong with a lesson is told with its name, also when another one is walked', () => {
  const saturated = { ...config.lessons.saturated, traffic: { durationSeconds: 0 } };
  const lessons = { ...config.lessons, saturated };
  assert.throws(
    () => validConfig({ ...config, lessons }),
    (error: unknown) =>
      error instanceof WorkshopError &&
      error.message ===
        'workshop.config.ts: lessons.saturated: traffic.durationSeconds must be a whole number from 1 to 86400; it is 0',
  );
  assert.equal(
    configProblems({ ...config, lesson: 'two-keys', lessons: { ...lessons, more: 1 } }),
    [
      'lesson must be one of many-keys, one-key, saturated; it is "two-keys"',
      'lessons.more is not a setting',
    ],
  );
});

test('a configuration without a default export is refused', () => {
  assert.equal(configProblems(undefined), [
    'it has no default export; write export default defineConfig({…})',
  ]);
});

test.run();
