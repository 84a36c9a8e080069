import { setTimeout as wait } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateStreamCommand,
  EnableEnhancedMonitoringCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../local-aws/server.ts';
import { loadCatalogue } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { MemberStanding } from '../../src/contract.ts';
import { ClassLooks } from '../../src/roster/class-looks.ts';
import { parseRoster } from '../../src/roster/read-roster.ts';
import config from '../../workshop.config.ts';
import { clientOptions, withLocalAws } from '../support/local-aws.ts';

const [first] = await loadCatalogue(ROOT, ['01-deploy']);
assert.ok(first);
/** The check of the stack alone. */
const entries = [{ ...first, checks: first.checks.slice(0, 1) }];

/** A stack as step 1 makes it, which takes some seconds of cloud time. */
async function createStack(aws: LocalAws, participant: string): Promise<void> {
  const client = new CloudFormationClient(clientOptions(aws));
  await client.send(
    new CreateStackCommand({
      StackName: `${config.names.stack}-${participant}`,
      TemplateBody:
        'Resources: { S: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 4 } } }',
      Tags: [{ Key: config.tag.key, Value: `${config.tag.value}-${participant}` }],
    }),
  );
  client.destroy();
}

function looksAt(aws: LocalAws, roster: string, signal = new AbortController().signal) {
  const told: [string, string][] = [];
  const options = {
    members: parseRoster('class.csv', roster, config),
    entries,
    common: {
      target: 'endpoint',
      endpoint: aws.url,
      profile: undefined,
      lesson: undefined,
      realTime: false,
      signal,
    },
    debug: false,
    looked: (_: unknown, { standing }: { standing: MemberStanding }) => {
      told.push([standing.participant, standing.outcomes[0]?.verdict ?? '']);
    },
  } as const;
  return { options, told };
}

test('A NOT YET is looked at again in cloud time, until it settles, and nobody else is', () =>
  withLocalAws(async (aws) => {
    const { options, told } = looksAt(aws, 'participant\nann\nbob\n');
    await createStack(aws, 'ann');
    const looks = new ClassLooks(options);
    await looks.look();
    assert.equal(told.sort(), [
      ['ann', 'NOT YET'],
      ['bob', 'FAIL'],
    ]);
    await looks.settle(0);
    assert.is(told.length, 2);
    await looks.settle(60);
    assert.equal(told.slice(2).at(-1), ['ann', 'PASS']);
    assert.not.ok(told.slice(2).some(([participant]) => participant === 'bob'));
    assert.ok(looks.cloudSeconds > 10 && looks.cloudSeconds < 90, `${looks.cloudSeconds} s`);
  }));

test('A watch looks on until it is ended, at those who pass everything every fifth time', () =>
  withLocalAws(async (aws) => {
    const { options, told } = looksAt(aws, 'participant\nann\nbob\n');
    await createStack(aws, 'ann');
    aws.partition.clock.advance(60);
    const ended = new AbortController();
    let rounds = 0;
    const looks = new ClassLooks(options, async (ms) => {
      assert.is(ms, 10_000);
      rounds += 1;
      if (rounds > 6) ended.abort();
    });
    await looks.look();
    const questions = looks.questions;
    await looks.watch(ended.signal);
    const times = (name: string) => told.filter(([participant]) => participant === name).length;
    assert.equal([times('ann'), times('bob')], [2, 7]);
    // answers are never kept from one look for the next
    assert.ok(looks.questions > questions * 3);
  }));

test('A step that comes to pass while somebody watches is work of that moment', () =>
  withLocalAws(async (aws) => {
    const { options } = looksAt(aws, 'participant\nann\n');
    const metrics = await loadCatalogue(ROOT, ['02-enable-metrics']);
    const StreamName = `${config.names.stream}-ann`;
    const kinesis = new KinesisClient(clientOptions(aws));
    const minutesSinceWork: (number | undefined)[] = [];
    const looks = new ClassLooks({
      ...options,
      entries: metrics,
      looked: (_, { standing: { lookedAtMs, lastWorkMs } }) =>
        minutesSinceWork.push(
          lastWorkMs === undefined ? undefined : Math.round((lookedAtMs - lastWorkMs) / 60_000),
        ),
    });
    await looks.look();
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 4 }));
    aws.partition.clock.advance(1_200);
    await looks.look();
    await kinesis.send(
      new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
    );
    aws.partition.clock.advance(60);
    await looks.look();
    aws.partition.clock.advance(60);
    await looks.look();
    kinesis.destroy();
    assert.equal(minutesSinceWork, [undefined, 20, 0, 1]);
  }));

test('Each is looked at as often as their own AWS allows', () =>
  withLocalAws((aws) =>
    withLocalAws(async (other) => {
      const { options, told } = looksAt(aws, `participant,endpoint\nann,\nbob,${other.url}\n`);
      const ended = new AbortController();
      let rounds = 0;
      // an endpoint whose clock is not moved may be real AWS
      const common = { ...options.common, target: 'local', realTime: true } as const;
      const looks = new ClassLooks({ ...options, common }, async (ms, signal) => {
        if (ms > 10_000) return wait(600_000, undefined, { signal });
        rounds += 1;
        if (rounds > 3) ended.abort();
      });
      await looks.look();
      assert.equal(looks.pacesMs, [10_000, 120_000]);
      await looks.watch(ended.signal);
      const times = (name: string) => told.filter(([participant]) => participant === name).length;
      assert.equal([times('ann'), times('bob')], [4, 1]);
    }),
  ));

test('Ctrl-C ends a watch as interrupted', () =>
  withLocalAws(async (aws) => {
    const controller = new AbortController();
    const { options } = looksAt(aws, 'participant\nann\n', controller.signal);
    const looks = new ClassLooks(options, async () => controller.abort());
    await looks.look();
    await looks.watch(new AbortController().signal).then(
      () => assert.unreachable('it went on'),
      (error) => assert.is(error.code, 'interrupted'),
    );
  }));

test.run();
