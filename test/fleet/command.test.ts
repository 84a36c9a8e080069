import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import type { STSClient } from '@aws-sdk/client-sts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../local-aws/server.ts';
import {
  type FleetSession,
  inWholeMinutes,
  produceInAws,
} from '../../src/commands/produce-fleet.ts';
import type { Config, Progress, Workshop } from '../../src/contract.ts';
import { WorkshopError } from '../../src/errors.ts';
import { EXIT } from '../../src/exit-status.ts';
import type { Asker } from '../../src/runner/asker.ts';
import { describeStack } from '../../src/stack/stack.ts';
import deploy from '../../steps/01-deploy.ts';
import config from '../../workshop.config.ts';
import { runStep, withWorkshop } from '../support/workshop.ts';
import { atWork, enableMetrics, functionMetric, type Happenings, makeStream } from './at-work.ts';

const LANES = [6, 1, 1, 1].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));

test('The account, the cost and what it takes of Lambda are shown before the question', async () => {
  await produced({ answer: false, isSplit: true }, async ({ said, error, workshop }) => {
    assert.equal(said, [
      'AWS account 123456789012, region us-east-1, as arn:aws:iam::123456789012:user/ann',
      'These producers are estimated to cost 0.09 USD at most: 77.5 GB-seconds and 5 requests of Lambda, 5 shards, 35 shard-level metrics, 544 PUT payload units, for 1 begun hour.',
      "Lambda's free tier is not counted. Rates of us-east-1 in 2023; the authority is https://aws.amazon.com/lambda/pricing/ and https://aws.amazon.com/kinesis/data-streams/pricing/ and https://aws.amazon.com/cloudwatch/pricing/",
      "It takes up to 2 of the account's concurrent Lambda executions; a new account has 10.",
      'Deploy producers to this account, and remove them at the end?',
    ]);
    assert.is((error as WorkshopError).message, 'Nothing was deployed.');
    assert.is(await describeStack(workshop, config.names.fleetStack), undefined);
  });
});

test('It has passed when every invocation got everything through', async () => {
  await produced({}, async ({ status, said }) => {
    assert.is(
      said.at(-1),
      '540 records accepted, 0 refusals; 1 of 1 invocations, 0 failed, 0 throttled',
    );
    assert.is(status, EXIT.pass);
  });
});

test('It has failed when an invocation has', async () => {
  const also = (aws: LocalAws) => (atMs: number) => functionMetric(aws, 'Errors').record(1, atMs);
  await produced({ also }, async ({ status, said }) => {
    assert.is(
      said.at(-1),
      '540 records accepted, 0 refusals; 1 of 1 invocations, 1 failed, 0 throttled',
    );
    assert.is(status, EXIT.fail);
  });
});

test('It is not yet done when CloudWatch shows fewer invocations than there should be', async () => {
  const also = (aws: LocalAws) => (atMs: number) =>
    functionMetric(aws, 'Invocations').record(-1, atMs);
  await produced({ also }, async ({ status, said }) => {
    assert.is(
      said.at(-1),
      '540 records accepted, 0 refusals; 0 of 1 invocations, 0 failed, 0 throttled',
    );
    assert.is(status, EXIT.notYet);
  });
});

test('Over the ceiling on cost nothing is asked or deployed', async () => {
  const cost = { ...config.cost, ceilingUsd: 0.1 };
  await produced({ cost }, async ({ error, said, workshop }) => {
    assert.equal(said, []);
    assert.instance(error, WorkshopError);
    const { code, message } = error as WorkshopError;
    assert.is(code, 'over-ceiling');
    assert.is(
      message,
      'The producers were not deployed: this workshop has come to 0.07 USD, and they are estimated to add 0.07 USD, over its ceiling of 0.10 USD',
    );
    assert.is(await describeStack(workshop, config.names.fleetStack), undefined);
  });
});

test('The end of the stream is put off before they are deployed, and said', async () => {
  await produced({ isDeployed: true }, async ({ status, facts, workshop }) => {
    assert.is(status, EXIT.pass);
    const moved = facts.findIndex((text) => text.startsWith('What stands there now deletes '));
    assert.match(facts[moved] ?? '', / itself at 2026-06-01 21:\d\dZ$/);
    assert.ok(moved < facts.findIndex((text) => text.startsWith('The producers send from ')));
    const { Parameters = [] } = (await describeStack(workshop, config.names.stack)) ?? {};
    const end = Parameters.find(({ ParameterKey }) => ParameterKey === 'ExpiresAt');
    assert.match(end?.ParameterValue ?? '', /^2026-06-01T21:/);
  });
});

test('For longer than the stream stands, nothing is asked or deployed', async () => {
  await produced({ durationSeconds: 8 * 3_600 }, async ({ error, said, workshop }) => {
    assert.equal(said, []);
    const { code, message } = error as WorkshopError;
    assert.is(code, 'usage');
    assert.is(
      message,
      '480 minutes of producers in AWS, with the time to deploy, watch and remove them, are longer than the stream stands: it deletes itself after 8 hours',
    );
    assert.is(await describeStack(workshop, config.names.fleetStack), undefined);
  });
});

interface Produced {
  readonly workshop: Workshop;
  readonly said: readonly string[];
  readonly facts: readonly string[];
  readonly status?: number;
  readonly error?: unknown;
}

/** A minute from producers in AWS, as the command has it done. */
async function produced(
  {
    answer = true,
    also,
    cost = config.cost,
    isSplit = false,
    isDeployed = false,
    durationSeconds = 50,
  }: {
    readonly answer?: boolean;
    readonly also?: (aws: LocalAws) => Happenings['also'];
    readonly cost?: Config['cost'];
    /** a stream that has one open shard more than it was deployed with */
    readonly isSplit?: boolean;
    /** a stream of step 1, an hour ago, that deletes itself */
    readonly isDeployed?: boolean;
    readonly durationSeconds?: number;
  },
  look: (produced: Produced) => Promise<void>,
): Promise<void> {
  const traffic = { ...config.traffic, lanes: LANES, durationSeconds };
  await withWorkshop(async (local, aws) => {
    if (isDeployed) {
      await runStep(deploy, { ...local, cloud: { ...local.cloud, target: 'aws' } });
      await enableMetrics(local, aws);
      aws.partition.clock.advance(3_600);
    } else {
      await makeStream(local, aws);
    }
    if (isSplit) {
      const StreamName = config.names.stream;
      const ShardToSplit = 'shardId-000000000000';
      const NewStartingHashKey = String(2n ** 125n);
      await local.cloud.kinesis.send(
        new SplitShardCommand({ StreamName, ShardToSplit, NewStartingHashKey }),
      );
      aws.partition.clock.advance(60);
    }
    const alsoHere = also?.(aws);
    const working = await atWork(local, aws, alsoHere === undefined ? {} : { also: alsoHere });
    const sts = {
      send: async () => ({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/ann' }),
    } as unknown as STSClient;
    const workshop: Workshop = {
      config: inWholeMinutes({ ...config, traffic, cost }),
      cloud: { ...working.cloud, target: 'aws', sts },
    };
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    const confirm = async (question: string) => {
      say(question);
      return answer;
    };
    const session: FleetSession = {
      workshop,
      opened: { reconnect: async () => local },
      reporter: { say, sayBeforeQuestion: say, settle: () => undefined },
      asker: { confirm } as Partial<Asker> as Asker,
    };
    const facts: string[] = [];
    const tell = (progress: Progress) => {
      if (progress.kind === 'fact') facts.push(progress.text);
    };
    const end = await produceInAws(session, tell).then(
      (status) => ({ status }),
      (error: unknown) => ({ error }),
    );
    await look({ workshop: local, said, facts, ...end });
  });
}

test.run();
