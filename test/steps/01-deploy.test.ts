import {
  CreateStackCommand,
  DescribeStacksCommand,
  type Stack,
  type StackStatus,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  type ListShardsOutput,
  MergeShardsCommand,
  SplitShardCommand,
  UpdateStreamModeCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/01-deploy.ts';
import type { Progress, Workshop } from '../../src/contract.ts';
import { splitAt } from '../../src/cooling/split.ts';
import { judge } from '../../src/judge.ts';
import { untold } from '../../src/near-misses/world.ts';
import nearMisses from '../../src/near-misses/worlds/01-deploy.ts';
import { describeStack } from '../../src/stack/stack.ts';
import { HASH_KEYS } from '../../src/stream/shards.ts';
import { describeStream, waitForActive } from '../../src/stream/stream.ts';
import step from '../../steps/01-deploy.ts';
import config from '../../workshop.config.ts';
import { testNearMisses, withWorld } from '../support/near-misses.ts';
import { runStep, undoStep, verdicts, withWorkshop } from '../support/workshop.ts';

const STACK = 'hot-shard-workshop';
const STREAM = 'hot-shard-data-stream';
const NO_STREAM = `FAIL: Stream ${STREAM} does not exist in us-east-1: step 1 deploys it.`;
const ALL_PASS = {
  'The stack of the stream is complete': 'PASS',
  'The stream is ACTIVE': 'PASS',
  'The stream has the configured number of open shards, or its hot one was split': 'PASS',
  'The open shards cover the whole hash space, each key once': 'PASS',
  'Records can be read for the configured time': 'PASS',
};

test('Before the step no check passes, and each says what is not there', async () => {
  await withWorkshop(async (workshop) => {
    assert.equal(await verdicts(checks, workshop), {
      'The stack of the stream is complete': `FAIL: Stack ${STACK} does not exist in us-east-1`,
      'The stream is ACTIVE': NO_STREAM,
      'The stream has the configured number of open shards, or its hot one was split': NO_STREAM,
      'The open shards cover the whole hash space, each key once': NO_STREAM,
      'Records can be read for the configured time': NO_STREAM,
    });
  });
});

testNearMisses(test, nearMisses);

test('After the step every check passes, and each stack event was told, the ends as facts', async () => {
  await withWorkshop(async (workshop) => {
    const told: Progress[] = [];
    await step.run(workshop, (progress) => told.push(progress));
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    const events = told.filter((progress) => 'text' in progress && /^CREATE_/.test(progress.text));
    assert.equal(events, [
      {
        kind: 'wait',
        text: `CREATE_IN_PROGRESS ${STACK} (AWS::CloudFormation::Stack): User Initiated`,
      },
      { kind: 'wait', text: 'CREATE_IN_PROGRESS Stream (AWS::Kinesis::Stream)' },
      {
        kind: 'wait',
        text: 'CREATE_IN_PROGRESS Stream (AWS::Kinesis::Stream): Resource creation Initiated',
      },
      { kind: 'fact', text: 'CREATE_COMPLETE Stream (AWS::Kinesis::Stream)' },
      { kind: 'fact', text: `CREATE_COMPLETE ${STACK} (AWS::CloudFormation::Stack)` },
    ]);
  });
});

test('Run twice, the step finds everything up to date', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    assert.equal(await runStep(step, workshop), [`Stack ${STACK} is up to date`]);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

test('The stack carries the tag of the workshop and says what it made', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    const stack = await describeStack(workshop, STACK);
    assert.equal(stack?.Tags, [{ Key: 'workshop', Value: 'kinesis-hot-shards' }]);
    assert.equal(
      stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
      [
        ['StreamName', STREAM],
        ['StreamArn', `arn:aws:kinesis:us-east-1:123456789012:stream/${STREAM}`],
      ],
    );
  });
});

test('A failed stack is explained by its first failed event, and can be tried again', async () => {
  await withWorkshop(async (workshop) => {
    const { kinesis } = workshop.cloud;
    await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 1 }));
    await workshop.cloud.sleep(30);
    try {
      await runStep(step, workshop);
      assert.unreachable('the stream exists outside the stack');
    } catch (error) {
      assert.match(
        String(error),
        /^WorkshopError: Stack hot-shard-workshop ended in ROLLBACK_COMPLETE\. First failure: Stream \(AWS::Kinesis::Stream\): .*already exists/,
      );
    }
    const found = await verdicts(checks, workshop);
    assert.match(
      found['The stack of the stream is complete'] ?? '',
      /^FAIL: Stack hot-shard-workshop is in ROLLBACK_COMPLETE/,
    );

    await kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    await workshop.cloud.sleep(30);
    const told = await runStep(step, workshop);
    assert.is(told[0], `Stack ${STACK} is in ROLLBACK_COMPLETE: it is made again`);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

for (const status of ['UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_FAILED']) {
  test(`A stack that an update left in ${status} is made again`, async () => {
    await withWorkshop(async (workshop) => {
      await runStep(step, workshop);
      await failAnUpdate(workshop);
      showStatus(workshop, 'UPDATE_ROLLBACK_COMPLETE', status);
      assert.match(
        (await verdicts(checks, workshop))['The stack of the stream is complete'] ?? '',
        `FAIL: Stack ${STACK} is in ${status}`,
      );
      assert.is(
        (await runStep(step, workshop))[0],
        `Stack ${STACK} is in ${status}: it is made again`,
      );
      assert.equal(await verdicts(checks, workshop), ALL_PASS);
    });
  });
}

test('A stack whose update was rolled back is updated, not made again, when that is enough', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await failAnUpdate(workshop);
    const { config } = workshop;
    const changed = { ...config, stream: { ...config.stream, retentionHours: 48 } };
    const told = await runStep(step, { ...workshop, config: changed });
    assert.is(told.at(-1), `UPDATE_COMPLETE ${STACK} (AWS::CloudFormation::Stack)`);
    assert.equal(await verdicts(checks, { ...workshop, config: changed }), ALL_PASS);
  });
});

test('A stack of the same name that somebody else made is refused, not changed', async () => {
  await withWorkshop(async (workshop) => {
    await createForeignStack(workshop);
    for (const act of [runStep, undoStep]) {
      try {
        await act(step, workshop);
        assert.unreachable('the stack is somebody else’s');
      } catch (error) {
        assert.is(
          String(error),
          `WorkshopError: Stack ${STACK} in us-east-1 is not this workshop's: it lacks the tag workshop=kinesis-hot-shards`,
        );
      }
    }
    const found = await verdicts(checks, workshop);
    assert.is(
      found['The stack of the stream is complete'],
      `FAIL: Stack ${STACK} is not this workshop's: it lacks the tag workshop=kinesis-hot-shards`,
    );
    assert.is(String((await describeStack(workshop, STACK))?.StackStatus), 'CREATE_COMPLETE');
  });
});

test('A stream that was split by hand is made again, since its stack does not see the split', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await splitFirstShard(workshop);
    const found = await verdicts(checks, workshop);
    assert.equal(found, {
      ...ALL_PASS,
      'The stream has the configured number of open shards, or its hot one was split':
        'FAIL: There are 5 open shards, not 4',
    });
    const told = await runStep(step, workshop);
    assert.is(told[1], `Stream ${STREAM} has 5 open shards: stack ${STACK} is made again`);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

test('A merge that is compensated by a split leaves the number right and is accepted', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await workshop.cloud.kinesis.send(
      new MergeShardsCommand({
        StreamName: STREAM,
        ShardToMerge: 'shardId-000000000001',
        AdjacentShardToMerge: 'shardId-000000000002',
      }),
    );
    await workshop.cloud.sleep(30);
    assert.is(
      (await verdicts(checks, workshop))[
        'The stream has the configured number of open shards, or its hot one was split'
      ],
      'FAIL: There are 3 open shards, not 4',
    );
    await splitAt(workshop, (HASH_KEYS * 7n) / 8n, untold);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    assert.equal(await runStep(step, workshop), [`Stack ${STACK} is up to date`]);
  });
});

test('A stream of the right number of shards without the hot one is made again', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await workshop.cloud.kinesis.send(
      new MergeShardsCommand({
        StreamName: STREAM,
        ShardToMerge: 'shardId-000000000000',
        AdjacentShardToMerge: 'shardId-000000000001',
      }),
    );
    await waitForActive(workshop, untold);
    await splitAt(workshop, HASH_KEYS / 4n, untold);
    assert.equal(await verdicts(checks, workshop), {
      ...ALL_PASS,
      'The stream has the configured number of open shards, or its hot one was split':
        'FAIL: shardId-000000000000 was closed before it took records: it can not become hot',
    });
    const told = await runStep(step, workshop);
    assert.is(
      told[1],
      `Stream ${STREAM} has no open shard shardId-000000000000: stack ${STACK} is made again`,
    );
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

test('More shards are right once the hot one took records and was split, fewer are not', async () => {
  await withWorld(async (world) => {
    await world.run(1, 2);
    await world.send({ perMinute: [400, 40, 40, 40], minutes: 1 });
    await splitAt(world, HASH_KEYS / 8n, untold);
    assert.equal(await verdicts(checks, world), ALL_PASS);
    for (const [ShardToMerge, AdjacentShardToMerge] of [
      ['shardId-000000000001', 'shardId-000000000002'],
      ['shardId-000000000006', 'shardId-000000000003'],
    ]) {
      await world.cloud.kinesis.send(
        new MergeShardsCommand({ StreamName: STREAM, ShardToMerge, AdjacentShardToMerge }),
      );
      await waitForActive(world, untold);
      if (ShardToMerge?.endsWith('1')) assert.equal(await verdicts(checks, world), ALL_PASS);
    }
    const found = await verdicts(checks, world);
    assert.is(
      found['The stream has the configured number of open shards, or its hot one was split'],
      'FAIL: There are 3 open shards, not 4',
    );
  });
});

const RANGE_FAULTS = [
  {
    fault: 'an overlap at shardId-000000000001, from 7',
    shard: 1,
    range: { StartingHashKey: '7' },
  },
  {
    fault: 'a gap at the end, from 340282366920938463463374607431768211455',
    shard: 3,
    range: { EndingHashKey: String(HASH_KEYS - 2n) },
  },
];

for (const { fault, shard, range } of RANGE_FAULTS) {
  test(`Of ranges that AWS should not list ${fault} is told`, async () => {
    await withWorkshop(async (workshop) => {
      await runStep(step, workshop);
      workshop.cloud.kinesis.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args);
          const { Shards } = result.output as ListShardsOutput;
          Object.assign(Shards?.[shard]?.HashKeyRange ?? {}, range);
          return result;
        },
        { step: 'initialize', name: 'listWrongRange' },
      );
      assert.is(
        (await verdicts(checks, workshop))[
          'The open shards cover the whole hash space, each key once'
        ],
        `FAIL: The hash ranges have ${fault}`,
      );
    });
  });
}

test('A retention that was changed by hand is changed back, and the stream stays', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    const before = await describeStream(workshop);
    await workshop.cloud.kinesis.send(
      new IncreaseStreamRetentionPeriodCommand({ StreamName: STREAM, RetentionPeriodHours: 48 }),
    );
    await workshop.cloud.sleep(30);
    assert.equal(await runStep(step, workshop), [
      `Stack ${STACK} is up to date`,
      'Its retention of 48 hours becomes 24 again',
    ]);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
    const after = await describeStream(workshop);
    assert.equal(after?.StreamCreationTimestamp, before?.StreamCreationTimestamp);
  });
});

for (const [state, seconds] of [
  ['was deleted', 30],
  ['is being deleted', 0],
] as const) {
  test(`A stream that ${state} by hand is made again`, async () => {
    await withWorkshop(async (workshop) => {
      await runStep(step, workshop);
      await workshop.cloud.kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
      await workshop.cloud.sleep(seconds);
      const told = await runStep(step, workshop);
      assert.is(told[1], `Stream ${STREAM} was deleted: stack ${STACK} is made again`);
      assert.equal(await verdicts(checks, workshop), ALL_PASS);
    });
  });
}

test('While the stack is being created each check is NOT YET', async () => {
  await withWorkshop(async (workshop) => {
    await beginStack(workshop);
    assert.equal(
      await verdicts(checks, workshop),
      Object.fromEntries(
        Object.keys(ALL_PASS).map((title, at) => [
          title,
          at === 0
            ? `NOT YET: Stack ${STACK} is in CREATE_IN_PROGRESS`
            : 'NOT YET: The stream is CREATING',
        ]),
      ),
    );
  });
});

test('The wait for a new stream counts down from its creation, and ends in a FAIL', async () => {
  await withWorkshop(async (workshop) => {
    await beginStack(workshop);
    const active = checks[1];
    assert.is(active?.title, 'The stream is ACTIVE');
    if (active === undefined) return;
    const first = await judge({ stem: '01-deploy' }, active, workshop);
    await workshop.cloud.sleep(1);
    const second = await judge({ stem: '01-deploy' }, active, workshop);
    const [before = 0, after = 0] = [first.waitSeconds, second.waitSeconds];
    assert.ok(before < 300 && after < before && after > 280, `${before} s, then ${after} s`);

    const deadlines = { ...config.deadlines, streamSeconds: 2 };
    const hasty = { ...workshop, config: { ...config, deadlines } };
    const third = await judge({ stem: '01-deploy' }, active, hasty);
    assert.is(
      `${third.verdict}: ${third.reason}`,
      'FAIL: The stream is CREATING, and has been for more than 2 s',
    );
  });
});

test('A stream that is UPDATING is NOT YET, for a time that nobody knows', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await workshop.cloud.kinesis.send(
      new IncreaseStreamRetentionPeriodCommand({ StreamName: STREAM, RetentionPeriodHours: 48 }),
    );
    for (const check of checks.slice(1)) {
      const outcome = await judge({ stem: '01-deploy' }, check, workshop);
      assert.is(`${outcome.verdict}: ${outcome.reason}`, 'NOT YET: The stream is UPDATING');
      assert.not.ok('waitSeconds' in outcome);
    }
  });
});

test('A stream that is being deleted fails each check by its state', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await workshop.cloud.kinesis.send(new DeleteStreamCommand({ StreamName: STREAM }));
    assert.equal(
      Object.values(await verdicts(checks.slice(1), workshop)),
      Array(4).fill('FAIL: The stream is DELETING'),
    );
  });
});

test('A stream that was switched to on-demand by hand is named, and made again', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await workshop.cloud.kinesis.send(
      new UpdateStreamModeCommand({
        StreamARN: (await describeStream(workshop))?.StreamARN,
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      }),
    );
    await workshop.cloud.sleep(30);
    assert.equal(await verdicts(checks, workshop), {
      ...ALL_PASS,
      'The stream has the configured number of open shards, or its hot one was split':
        'FAIL: The stream is ON_DEMAND, which splits a hot shard by itself: it must be PROVISIONED',
    });
    const told = await runStep(step, workshop);
    assert.is(told[1], `Stream ${STREAM} is ON_DEMAND: stack ${STACK} is made again`);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

test('The step brings a stack of other values back to the configuration', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await workshop.cloud.cloudformation.send(
      new UpdateStackCommand({
        StackName: STACK,
        UsePreviousTemplate: true,
        Capabilities: ['CAPABILITY_IAM'],
        Parameters: [
          { ParameterKey: 'StreamName', UsePreviousValue: true },
          { ParameterKey: 'ShardCount', UsePreviousValue: true },
          { ParameterKey: 'RetentionHours', ParameterValue: '48' },
        ],
        Tags: [{ Key: 'workshop', Value: 'kinesis-hot-shards' }],
      }),
    );
    await workshop.cloud.sleep(60);
    assert.is(
      (await verdicts(checks, workshop))['Records can be read for the configured time'],
      'FAIL: The retention is 48 hours, not 24',
    );
    await runStep(step, workshop);
    assert.equal(await verdicts(checks, workshop), ALL_PASS);
  });
});

test('Undo takes the stack and the stream away, and a second time finds nothing', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    await undoStep(step, workshop);
    assert.is(await describeStack(workshop, STACK), undefined);
    assert.is(await describeStream(workshop), undefined);
    assert.equal(await undoStep(step, workshop), [`Stack ${STACK} is not there`]);
  });
});

test('Cloud9 is asked for by a parameter only, and is recorded by a local AWS', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(step, workshop);
    const { cloudformation } = workshop.cloud;
    await cloudformation.send(
      new UpdateStackCommand({
        StackName: STACK,
        UsePreviousTemplate: true,
        Capabilities: ['CAPABILITY_IAM'],
        Parameters: [{ ParameterKey: 'WithCloud9', ParameterValue: 'yes' }],
      }),
    );
    await workshop.cloud.sleep(60);
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: STACK }));
    assert.is(Stacks?.[0]?.StackStatus, 'UPDATE_COMPLETE');
    assert.ok(Stacks?.[0]?.Outputs?.some(({ OutputKey }) => OutputKey === 'Cloud9Environment'));
  });
});

test('With another number of shards the same step and checks hold', async () => {
  await withWorkshop(
    async (workshop) => {
      await runStep(step, workshop);
      const { StreamDescriptionSummary } = await workshop.cloud.kinesis.send(
        new DescribeStreamSummaryCommand({ StreamName: STREAM }),
      );
      assert.is(StreamDescriptionSummary?.OpenShardCount, 6);
      assert.equal(await verdicts(checks, workshop), ALL_PASS);
    },
    { stream: { ...config.stream, shardCount: 6 } },
  );
});

const TEMPLATE = JSON.stringify({
  Resources: {
    Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: STREAM, ShardCount: 4 } },
  },
});

/** Names a stream that is there already: the update is rolled back. */
async function failAnUpdate({ cloud }: Workshop): Promise<void> {
  await cloud.kinesis.send(new CreateStreamCommand({ StreamName: 'taken', ShardCount: 1 }));
  await cloud.sleep(30);
  await cloud.cloudformation.send(
    new UpdateStackCommand({
      StackName: STACK,
      UsePreviousTemplate: true,
      Capabilities: ['CAPABILITY_IAM'],
      Parameters: [{ ParameterKey: 'StreamName', ParameterValue: 'taken' }],
      Tags: [{ Key: 'workshop', Value: 'kinesis-hot-shards' }],
    }),
  );
  await cloud.sleep(120);
}

/** Lets a stack in one status be described in another; such a one can not be updated. */
function showStatus({ cloud }: Workshop, status: string, shown: string): void {
  cloud.cloudformation.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (shown !== status && commandName === 'UpdateStackCommand') {
          throw new Error(`a stack in ${shown} can not be updated`);
        }
        const result = await next(args);
        const { Stacks = [] } = result.output as { Stacks?: Stack[] };
        for (const stack of Stacks) {
          if (stack.StackStatus === status) stack.StackStatus = shown as StackStatus;
        }
        return result;
      },
    { step: 'initialize', name: 'showStatus' },
  );
}

/** Starts what the step does, and does not wait for it: the stream is CREATING, for one second. */
async function beginStack({ cloud }: Workshop): Promise<void> {
  await cloud.cloudformation.send(
    new CreateStackCommand({
      StackName: STACK,
      TemplateBody: TEMPLATE,
      Tags: [{ Key: 'workshop', Value: 'kinesis-hot-shards' }],
    }),
  );
  await cloud.sleep(2);
}

async function createForeignStack({ cloud }: Workshop): Promise<void> {
  await cloud.cloudformation.send(
    new CreateStackCommand({ StackName: STACK, TemplateBody: TEMPLATE }),
  );
  await cloud.sleep(60);
}

async function splitFirstShard({ cloud }: Workshop): Promise<void> {
  await cloud.kinesis.send(
    new SplitShardCommand({
      StreamName: STREAM,
      ShardToSplit: 'shardId-000000000000',
      NewStartingHashKey: '42535295865117307932921825928971026432',
    }),
  );
  await cloud.sleep(30);
}

test.run();
