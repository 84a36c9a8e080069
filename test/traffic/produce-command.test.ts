import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CreateStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../local-aws/server.ts';
import { WorkshopError } from '../../src/errors.ts';
import type { ListedShard } from '../../src/stream/shards.ts';
import { chosenTraffic } from '../../src/traffic/chosen-lanes.ts';
import { shardTable } from '../../src/traffic/shard-table.ts';
import config from '../../workshop.config.ts';
import { clientOptions, withLocalAws } from '../support/local-aws.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('One shard’s lane keeps its rate, and the duration can be another', () => {
  const { traffic } = chosenTraffic(config, { shard: 1, durationSeconds: 60 });
  assert.equal(traffic.lanes, [{ shard: 1, recordsPerSecond: 20 }]);
  assert.is(traffic.durationSeconds, 60);
});

test('A rate holds for each lane, so that traffic can be made even', () => {
  const { traffic } = chosenTraffic(config, { recordsPerSecond: 50 });
  assert.equal(
    traffic.lanes.map(({ recordsPerSecond }) => recordsPerSecond),
    [50, 50, 50, 50],
  );
  assert.is(traffic.durationSeconds, config.traffic.durationSeconds);
});

test('A shard without a lane is refused, unless a rate makes it one', () => {
  try {
    chosenTraffic(config, { shard: 5 });
    assert.unreachable('it was not refused');
  } catch (error) {
    assert.instance(error, WorkshopError);
    assert.is(
      (error as WorkshopError).message,
      '--shard 5 has no lane in workshop.config.ts; there are 0, 1, 2, 3. With --rate it needs none',
    );
  }
  const { traffic } = chosenTraffic(config, { shard: 5, recordsPerSecond: 1 });
  assert.equal(traffic.lanes, [{ shard: 5, recordsPerSecond: 1 }]);
});

test('The table of shards gives range and share of the hash space, and where a shard came from', () => {
  const half = 2n ** 127n;
  const shard = (shardId: string, start: bigint, end: bigint, parent?: string): ListedShard => ({
    shardId,
    startingHashKey: start,
    endingHashKey: end,
    open: parent !== undefined,
    parentShardIds: parent === undefined ? [] : [parent],
  });
  assert.equal(
    shardTable([
      shard('shardId-000000000000', 0n, 2n ** 128n - 1n),
      shard('shardId-000000000001', 0n, half - 1n, 'shardId-000000000000'),
    ]),
    [
      'shardId-000000000000  closed                                        0 to 340282366920938463463374607431768211455  100.00 %',
      'shardId-000000000001  open                                          0 to 170141183460469231731687303715884105727   50.00 %  from shardId-000000000000',
    ],
  );
});

test('The command sends one lane in time-lapse and reports it as JSON, one event a line', async () => {
  await withStream(async (aws) => {
    const { status, stdout } = await command(
      ...['--target', aws.url, '--yes', '--shard', '2', '--rate', '5', '--seconds', '10'],
      ...['--format', 'json'],
    );
    assert.is(status, 0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal([...new Set(events.map(({ event }) => event))], ['target', 'progress', 'summary']);
    assert.equal(events.at(-2), {
      event: 'progress',
      step: '03-produce',
      progress: { kind: 'fact', text: '50 records sent, 50 accepted' },
    });
  });
});

test('Records that were given up make the command fail, and its last line says how many', async () => {
  await withStream(async (aws) => {
    const { status, stdout } = await command(
      ...['--target', aws.url, '--yes', '--lesson', 'saturated', '--shard', '0', '--rate', '3000'],
      ...['--seconds', '2', '--plain'],
    );
    assert.is(status, 1);
    assert.match(
      stdout.replaceAll('\n', ' '),
      /6,000 records sent, [\d,]+ accepted, [\d,]+ refusals for a shard's limits, [\d,]+ given up/,
    );
  });
});

test('What contradicts itself, or needs functions where there are none, is refused before anything', async () => {
  const REFUSED: readonly (readonly [string, string])[] = [
    ['--where aws', '--where aws needs --target aws: a local AWS runs no Lambda functions'],
    ['--where moon', '--where moon is not here or aws; there are here, aws'],
    [
      '--where aws --seconds 90',
      '--seconds is for producers here; those in AWS send whole minutes: --minutes',
    ],
    [
      '--target aws --where aws --real-time',
      '--real-time is for producers here; those in AWS know no other time',
    ],
    ['--minutes 2 --seconds 90', '--minutes and --seconds both say how long; take one of them'],
    [
      '--rate 2 --records-per-second 90',
      '--rate and --records-per-second both say how fast; take one of them',
    ],
  ];
  for (const [args, message] of REFUSED) {
    const { status, stderr } = await command(...args.split(' '));
    assert.is(`${status} ${stderr}`, `2 ${message}\n`);
  }
});

test('Without a terminal the command changes no endpoint unasked', async () => {
  const { status, stderr } = await command('--target', 'http://127.0.0.1:9');
  assert.is(status, 2);
  assert.match(stderr, 'add --yes to go on without asking');
});

test('Bad numbers are refused by name', async () => {
  const { status, stderr } = await command('--seconds', '0');
  assert.is(status, 2);
  assert.is(stderr, '--seconds 0 is not a whole number of seconds, such as 300\n');
});

async function withStream(use: (aws: LocalAws) => Promise<void>): Promise<void> {
  await withLocalAws(async (aws) => {
    const kinesis = new KinesisClient(clientOptions(aws));
    await kinesis.send(new CreateStreamCommand({ StreamName: config.names.stream, ShardCount: 4 }));
    kinesis.destroy();
    aws.partition.clock.advance(30);
    await use(aws);
  });
}

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function command(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const start = [`${ROOT}scripts/start.mjs`, 'produce', ...args];
    execFile(process.execPath, start, { timeout: 60_000 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code ?? -1);
      resolve({ status, stdout, stderr });
    });
  });
}

test.run();
