import {
  DeleteStreamCommand,
  DisableEnhancedMonitoringCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { Config, Workshop, WorkshopEvent } from '../../src/contract.ts';
import { verdictOfError } from '../../src/exit-status.ts';
import { explain } from '../../src/explain.ts';
import written from '../../workshop.config.ts';
import { type Walked, walkUnattended } from '../support/unattended.ts';
import { withWorkshop } from '../support/workshop.ts';

const StreamName = written.names.stream;
const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
const config: Config = { ...written, traffic: { ...written.traffic, durationSeconds: 200, lanes } };
const toProduce = (await loadCatalogue(ROOT, await readStems(ROOT))).slice(0, 3);

type Turn = (workshop: Workshop) => Promise<unknown>;

/** What others do in the middle of the traffic, and what the walk says of it. */
const TURNS: readonly { readonly what: string; readonly turn: Turn; readonly told: string[] }[] = [
  {
    what: 'a stream that is deleted under the producer is a FAIL that names step 1',
    turn: ({ cloud }) => cloud.kinesis.send(new DeleteStreamCommand({ StreamName })),
    told: [
      `FAIL: Stream ${StreamName} does not exist in us-east-1: step 1 deploys it.`,
      'Run step 1: npm run workshop -- --only 1',
    ],
  },
  {
    what: 'metrics that are switched off half-way are a FAIL that names step 2',
    turn: ({ cloud }) =>
      cloud.kinesis.send(
        new DisableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
      ),
    told: [
      'FAIL: The two differ on shardId-000000000000 from 12:00Z to 12:04Z: CloudWatch counted # records, 4,000 were read back. The shard-level metric IncomingRecords is off: run step 2 first.',
    ],
  },
  {
    what: 'a shard that is split during the production costs no record and no verdict',
    turn: ({ cloud }) =>
      cloud.kinesis.send(
        new SplitShardCommand({
          StreamName,
          ShardToSplit: 'shardId-000000000000',
          NewStartingHashKey: '42535295865117307932921825928971026432',
        }),
      ),
    told: [],
  },
];

for (const { what, turn, told } of TURNS) {
  test(`In the traffic, ${what}; the next walk comes to its end`, async () => {
    await withWorkshop(async (workshop) => {
      assert.equal(await toldOf(walkWithTurn(workshop, turn)), told);
      assert.equal(await toldOf(walkUnattended(workshop, toProduce)), []);
    }, config);
  });
}

test('In the traffic, credentials that expire are CANNOT TELL; with new ones the walk goes on', async () => {
  await withWorkshop(async (workshop) => {
    const refused = refuse(workshop, /./, 'ExpiredTokenException', 'The token has expired');
    const told = await toldOf(walkWithTurn(workshop, async () => refused.begin()));
    assert.match(told.join('\n'), /^CANNOT TELL: .*The token has expired/);
    const verdicts = new Set(await toldOf(walkUnattended(workshop, toProduce)));
    assert.equal(
      [...verdicts],
      [
        'CANNOT TELL: AWS does not take these credentials. ExpiredTokenException: The token has expired',
      ],
    );
    refused.end();
    assert.equal(await toldOf(walkUnattended(workshop, toProduce)), []);
  }, config);
});

test('Control calls that are throttled for good are CANNOT TELL; once they are not, the walk goes on', async () => {
  await withWorkshop(async (workshop) => {
    const throttle = refuse(
      workshop,
      /^(Describe|List)/,
      'LimitExceededException',
      'Rate exceeded',
    );
    const told = await toldOf(walkWithTurn(workshop, async () => throttle.begin()));
    assert.equal(
      [...new Set(told)],
      ['CANNOT TELL: AWS is throttling these requests. LimitExceededException: Rate exceeded'],
    );
    throttle.end();
    assert.equal(await toldOf(walkUnattended(workshop, toProduce)), []);
  }, config);
});

test('Calls of which each tenth is throttled are made again, and change nothing', async () => {
  await withWorkshop(async (workshop) => {
    let count = 0;
    const { kinesis, cloudformation } = workshop.cloud;
    for (const client of [kinesis, cloudformation]) {
      const stack = client.middlewareStack as unknown as (typeof kinesis)['middlewareStack'];
      // nearer to AWS than the SDK's own tries
      stack.add(
        (next) => (args) => {
          count += 1;
          if (count % 10 === 0) throw named('ThrottlingException', 'Rate exceeded');
          return next(args);
        },
        { step: 'deserialize', name: 'throttle' },
      );
    }
    assert.equal(await toldOf(walkUnattended(workshop, toProduce.slice(0, 2))), []);
    assert.ok(count > 30, `only ${count} calls`);
  }, config);
});

/** The verdicts of a walk that are no PASS, each with its reason; or of the error that ended it. */
async function toldOf(walking: Promise<Walked>): Promise<string[]> {
  try {
    const { outcomes } = await walking;
    return outcomes.flatMap(({ verdict, reason }) =>
      verdict === 'PASS' ? [] : [`${verdict}: ${reason.replace(/counted [\d,]+/, 'counted #')}`],
    );
  } catch (error) {
    const [first, ...rest] = explain(error, false);
    return [`${verdictOfError(error)}: ${first}`, ...rest];
  }
}

/** Walks, and makes something happen in the middle of the traffic. */
async function walkWithTurn(workshop: Workshop, turn: Turn): Promise<Walked> {
  let turned: Promise<unknown> | undefined;
  const report = (event: WorkshopEvent) => {
    if (event.event !== 'progress' || event.progress.kind !== 'traffic') return;
    if (event.progress.cloudSeconds > 100) turned ??= turn(workshop);
  };
  try {
    return await walkUnattended(workshop, toProduce, report);
  } finally {
    assert.ok(turned, 'there was no traffic');
    await turned;
  }
}

/** Lets AWS refuse calls of these names for good, between `begin` and `end`. */
function refuse({ cloud }: Workshop, calls: RegExp, code: string, message: string) {
  let isOn = false;
  for (const client of [cloud.kinesis, cloud.cloudwatch, cloud.cloudformation]) {
    const stack = client.middlewareStack as unknown as (typeof cloud.kinesis)['middlewareStack'];
    stack.add(
      (next, { commandName = '' }) =>
        (args) => {
          if (isOn && calls.test(commandName)) throw named(code, message);
          return next(args);
        },
      { step: 'initialize', name: 'refuse' },
    );
  }
  const set = (on: boolean) => () => {
    isOn = on;
  };
  return { begin: set(true), end: set(false) };
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

test.run();
