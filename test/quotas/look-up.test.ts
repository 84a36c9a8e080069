import { CreateStackCommand, type DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import { CreateStreamCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { validConfig } from '../../src/config/config.ts';
import type { Workshop } from '../../src/contract.ts';
import { WorkshopError } from '../../src/errors.ts';
import { expectRoom } from '../../src/quotas/expect-room.ts';
import { lookUpQuotas } from '../../src/quotas/look-up.ts';
import { roomForClass } from '../../src/quotas/room-for-class.ts';
import { withWorkshop } from '../support/workshop.ts';

const entries = await loadCatalogue(ROOT, await readStems(ROOT));

async function fill({ cloud }: Workshop, shards: number): Promise<void> {
  await cloud.kinesis.send(new CreateStreamCommand({ StreamName: 'big', ShardCount: shards }));
  await cloud.sleep(10);
}

test('Quotas are looked up with what is used of them', async () => {
  await withWorkshop(async (workshop) => {
    const { cloud } = workshop;
    await fill(workshop, 30);
    const TemplateBody = JSON.stringify({ Resources: { T: { Type: 'AWS::SNS::Topic' } } });
    for (const StackName of ['one', 'two']) {
      await cloud.cloudformation.send(new CreateStackCommand({ StackName, TemplateBody }));
    }
    assert.equal(await lookUpQuotas(cloud), {
      limits: { openShards: 20_000, stacks: 2_000 },
      used: { openShards: 30, stacks: 2 },
    });
  });
});

test('A walk that would not fit is refused before it makes anything', async () => {
  await withWorkshop(async (workshop) => {
    await fill(workshop, 19_995);
    try {
      await expectRoom(workshop, entries, () => assert.unreachable());
      assert.unreachable('it does not fit');
    } catch (error) {
      if (!(error instanceof WorkshopError)) throw error;
      assert.is(error.code, 'refused');
      assert.is(
        error.message,
        "This walk does not fit into the account's quotas in us-east-1: 10 open shards are needed at most, 5 of 20,000 are free; 3 stacks are needed at most, 2,000 of 2,000 are free",
      );
    }
  });
});

test('A walk that has begun goes on, however full the account is', async () => {
  await withWorkshop(async (workshop) => {
    const { stream } = workshop.config.names;
    await workshop.cloud.kinesis.send(
      new CreateStreamCommand({ StreamName: stream, ShardCount: 4 }),
    );
    await fill(workshop, 19_996);
    await expectRoom(workshop, entries, () => assert.unreachable());
  });
});

test('Quotas that AWS does not tell are said, and stop nobody', async () => {
  await withWorkshop(async (workshop) => {
    workshop.cloud.kinesis.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName !== 'DescribeLimitsCommand') return next(args);
          const denied = new Error('User: ann is not authorized');
          denied.name = 'AccessDeniedException';
          throw denied;
        },
      { step: 'initialize' },
    );
    const said: string[] = [];
    await expectRoom(workshop, entries, (line) => said.push(line));
    assert.equal(said, [
      "Whether the walk fits into the account's quotas is not known. AWS denies access. AccessDeniedException: User: ann is not authorized",
    ]);
  });
});

test('An answer that lost its stacks is not taken for an account without any', async () => {
  await withWorkshop(async ({ cloud }) => {
    cloud.cloudformation.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const output = result.output as DescribeStacksOutput;
        delete output.Stacks;
        return result;
      },
      { step: 'initialize' },
    );
    const refused = await lookUpQuotas(cloud).catch((error: unknown) => error);
    assert.is(
      String(refused),
      "WorkshopError: AWS's answer to DescribeStacks is not whole: it has no Stacks",
    );
  });
});

test('A class that would not fit together is told so, with those who have begun', async () => {
  await withWorkshop(async (workshop) => {
    const { cloud, config } = workshop;
    await fill(workshop, 19_950);
    const members = ['ann', 'bo', 'cy', 'di', 'ed', 'flo'].map((participant, at) => ({
      participant,
      line: at + 2,
      config: validConfig(config, { participant }),
    }));
    const walk = { openShards: 10, stacks: 3 };
    const room = (count: number) => roomForClass(cloud, members.slice(0, count), walk, config);
    assert.equal(await room(5), {
      toBegin: 5,
      fits: true,
      sentence:
        '5 of 5 walks in us-east-1 are still to begin: 50 open shards are needed at most, 50 of 20,000 are free; 15 stacks are needed at most, 2,000 of 2,000 are free.',
    });
    assert.is((await room(6)).fits, false);
    const StreamName = `${config.names.stream}-bo`;
    await cloud.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 4 }));
    await cloud.sleep(10);
    assert.equal(await room(6), {
      toBegin: 5,
      fits: false,
      sentence:
        '5 of 6 walks in us-east-1 are still to begin: 56 open shards are needed at most, 46 of 20,000 are free; 17 stacks are needed at most, 2,000 of 2,000 are free.',
    });
  });
});

test.run();
