import {
  CreateStackCommand,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import leftovers from '../../checks/07-clean-up.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import type { Config, Progress, Workshop } from '../../src/contract.ts';
import { WorkshopError } from '../../src/errors.ts';
import { runFleet } from '../../src/fleet/run-fleet.ts';
import { describeStack } from '../../src/stack/stack.ts';
import deploy from '../../steps/01-deploy.ts';
import cleanUp from '../../steps/07-clean-up.ts';
import config from '../../workshop.config.ts';
import { runStep, verdicts, withWorkshop } from '../support/workshop.ts';
import { atWork, functionMetric, type Happenings, makeStream } from './at-work.ts';
import { deployedCode } from './lambda.ts';

const { fleetStack, stream } = config.names;
/** CloudFormation takes no longer template without a bucket. Source: CloudFormation quotas. */
const MAX_TEMPLATE_BYTES = 51_200;
const SHARDS = [0, 1, 2, 3].map((shard) => `shardId-00000000000${shard}`);
const SURVIVES = `nothing is sent after 2026-06-01 12:07Z, and stack ${fleetStack} deletes itself at 2026-06-01 12:32Z. npm run clean-up deletes it at once, and the stream`;
const LANES = [6, 1, 1, 1].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
const traffic: Config['traffic'] = { ...config.traffic, lanes: LANES };

test('The producers are deployed, watched minute by minute, and removed', async () => {
  await withStream(async (workshop, aws) => {
    const told: Progress[] = [];
    const totals = await run(workshop, aws, { parts: 2, minutes: 2, told });
    assert.equal(totals, { accepted: 1_080, refused: 0, invocations: 4, failed: 0, throttled: 0 });
    const facts = told.flatMap((progress) => (progress.kind === 'fact' ? [progress.text] : []));
    const from = facts.indexOf('The producers send from 2026-06-01 12:05Z to 2026-06-01 12:07Z');
    assert.ok(facts[from - 1]?.startsWith(`CREATE_COMPLETE ${fleetStack} `), facts[from - 1]);
    assert.is(facts[from + 1], `Should this command be killed, ${SURVIVES}`);
    assert.ok(facts.at(-1)?.startsWith(`DELETE_COMPLETE ${fleetStack} `), facts.at(-1));
    const tables = told.flatMap((progress) => (progress.kind === 'table' ? [progress] : []));
    assert.equal(
      tables.map(({ caption }) => caption),
      [
        // the last second's records of a minute are put when it is over
        '2026-06-01 12:05Z: 531 records, 0 refused; invocations: 2, failed 0, throttled 0',
        '2026-06-01 12:06Z: 540 records, 0 refused; invocations: 2, failed 0, throttled 0',
      ],
    );
    assert.equal(tables[0]?.head, ['shard', 'records', 'refused']);
    assert.equal(
      tables[0]?.rows,
      SHARDS.map((shardId, at) => [shardId, at === 0 ? '354' : '59', '0']),
    );
    assert.is(await describeStack(workshop, fleetStack), undefined);
  });
});

test('Failed and throttled invocations are told and counted', async () => {
  await withStream(async (workshop, aws) => {
    const told: Progress[] = [];
    const totals = await run(workshop, aws, {
      parts: 1,
      minutes: 1,
      told,
      also: (atMs) => {
        functionMetric(aws, 'Errors').record(1, atMs);
        functionMetric(aws, 'Throttles').record(3, atMs);
      },
    });
    assert.is(totals.failed, 1);
    assert.is(totals.throttled, 3);
    const captions = told.flatMap((progress) =>
      progress.kind === 'table' ? [progress.caption] : [],
    );
    assert.equal(captions, [
      '2026-06-01 12:05Z: 531 records, 0 refused; invocations: 1, failed 1, throttled 3',
    ]);
  });
});

test('What is deployed fits into a request, has the code in it, and only the schedules of its parts', async () => {
  await withStream(async (workshop, aws) => {
    const resources: string[] = [];
    let body = '';
    await run(workshop, aws, {
      parts: 2,
      minutes: 1,
      deployed: async () => {
        const { cloudformation } = workshop.cloud;
        const { TemplateBody = '' } = await cloudformation.send(
          new GetTemplateCommand({ StackName: fleetStack }),
        );
        body = TemplateBody;
        const { StackResources = [] } = await cloudformation.send(
          new DescribeStackResourcesCommand({ StackName: fleetStack }),
        );
        resources.push(...StackResources.map(({ LogicalResourceId }) => LogicalResourceId ?? ''));
      },
    });
    assert.ok(Buffer.byteLength(body) < MAX_TEMPLATE_BYTES, `${Buffer.byteLength(body)} bytes`);
    const { Resources } = parse(body, { logLevel: 'silent' }) as {
      Resources: { Producer: { Properties: { Code: { ZipFile: string } } } };
    };
    assert.is(Resources.Producer.Properties.Code.ZipFile, await deployedCode());
    assert.equal(resources.sort(), [
      'Expiry',
      'ExpiryRole',
      'Log',
      'NoRetries',
      'Part1',
      'Part2',
      'Producer',
      'ProducerRole',
      'ScheduleRole',
    ]);
  });
});

test('A Ctrl-C removes the producers by new connections, and says what another one leaves', async () => {
  await withStream(async (workshop, aws) => {
    const stop = new AbortController();
    const told: Progress[] = [];
    const { cloud } = workshop;
    const signal = stop.signal;
    const own: Workshop = { ...workshop, cloud: { ...cloud, signal } };
    const error = await run(own, aws, {
      parts: 1,
      minutes: 2,
      told,
      reconnect: async () => workshop,
      deployed: async () => {
        stop.abort();
        signal.throwIfAborted();
      },
    }).catch((reason: unknown) => reason);
    assert.is((error as Error).name, 'AbortError');
    assert.ok(
      told.some(
        (progress) =>
          progress.kind === 'fact' &&
          progress.text ===
            `Interrupted: the producers are removed, which takes a minute or two. With another Ctrl-C they stay, and ${SURVIVES}`,
      ),
    );
    assert.is(await describeStack(workshop, fleetStack), undefined);
  });
});

test('Where the producers can not be removed, it is told what ends by itself', async () => {
  await withStream(async (workshop, aws) => {
    const stop = new AbortController();
    const told: Progress[] = [];
    const own: Workshop = { ...workshop, cloud: { ...workshop.cloud, signal: stop.signal } };
    await run(own, aws, {
      parts: 1,
      minutes: 2,
      told,
      reconnect: async () => {
        throw new Error('no connection');
      },
      deployed: async () => {
        stop.abort();
        stop.signal.throwIfAborted();
      },
    }).catch(() => undefined);
    assert.equal(told.at(-1), {
      kind: 'fact',
      text: `The producers are not removed: ${SURVIVES}`,
    });
  });
});

test('Producers that nobody removes are gone after their end, by themselves', async () => {
  await withStream(async (workshop, aws) => {
    await leaveBehind(workshop, aws);
    assert.is((await describeStack(workshop, fleetStack))?.StackStatus, 'CREATE_COMPLETE');
    aws.partition.clock.advance(40 * 60);
    assert.is(await describeStack(workshop, fleetStack), undefined);
  });
});

test('The clean-up finds producers that were left, removes them first, and proves it', async () => {
  await withStream(async (workshop, aws) => {
    await leaveBehind(workshop, aws);
    const title = 'No stack of this workshop is left';
    assert.match(
      String((await verdicts(leftovers, workshop))[title]),
      `${fleetStack} CREATE_COMPLETE`,
    );
    const facts = await runStep(cleanUp, workshop);
    const gone = facts.flatMap(
      (text) => /^DELETE_COMPLETE (\S+) \(AWS::CloudFormation/.exec(text)?.[1] ?? [],
    );
    assert.equal(gone, [fleetStack]);
    assert.is((await verdicts(leftovers, workshop))[title], 'PASS');
  });
});

test('Where CloudWatch shows nothing of a minute by the deadline, the producers are removed all the same', async () => {
  await withStream(async (workshop, aws) => {
    const error = await run(workshop, aws, { parts: 1, minutes: 1, isIdle: true }).catch(
      (reason: unknown) => reason,
    );
    assert.instance(error, WorkshopError);
    assert.is((error as WorkshopError).code, 'not-finished');
    assert.is(
      (error as WorkshopError).message,
      'Waited 600 s for the metrics of 2026-06-01 12:05Z',
    );
    assert.is(await describeStack(workshop, fleetStack), undefined);
  });
});

test('A stack that takes longer than the time before the first minute is told of', async () => {
  await withStream(async (workshop, aws) => {
    const told: Progress[] = [];
    const fleet = { ...config.fleet, leadMinutes: 0 };
    await run({ ...workshop, config: { ...config, fleet } }, aws, { parts: 1, minutes: 1, told });
    assert.ok(
      told.some(
        (progress) =>
          progress.kind === 'fact' &&
          progress.text ===
            'The stack took longer than fleet.leadMinutes: its first minutes are missing',
      ),
    );
  });
});

test('A stack of the same name by somebody else is refused, and left as it is', async () => {
  await withStream(async (workshop, aws) => {
    await workshop.cloud.cloudformation.send(
      new CreateStackCommand({
        StackName: fleetStack,
        TemplateBody: '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}',
      }),
    );
    aws.partition.clock.advance(60);
    const told: Progress[] = [];
    const error = await run(workshop, aws, { parts: 1, minutes: 1, told }).catch(
      (reason: unknown) => reason,
    );
    assert.is((error as WorkshopError).code, 'refused');
    assert.equal(told, []);
    assert.is((await describeStack(workshop, fleetStack))?.StackStatus, 'CREATE_COMPLETE');
    assert.match(
      String((await verdicts(leftovers, workshop))['No stack of this workshop is left']),
      `${fleetStack} CREATE_COMPLETE`,
    );
  });
});

const REFUSED = `The producers were not deployed: others of this workshop are in AWS already, as stack ${fleetStack} since 2026-06-01 12:00Z`;

test('Beside others of the same workshop nothing is deployed, and those stay as they are', async () => {
  await withStream(async (workshop, aws) => {
    await leaveBehind(workshop, aws);
    const first = await describeStack(workshop, fleetStack);
    const error = await run(workshop, aws, { parts: 2, minutes: 5 }).catch(
      (reason: unknown) => reason,
    );
    assert.instance(error, WorkshopError);
    const { code, message, remedy } = error as WorkshopError;
    assert.is(code, 'refused');
    assert.is(message, REFUSED);
    assert.is(
      remedy,
      'Wait for their end: whoever started them removes them, and at 2026-06-01 12:32Z they delete themselves. Or run npm run clean-up: it deletes them at once, and the stream',
    );
    assert.equal(await describeStack(workshop, fleetStack), first);
  });
});

test('Of two that are deployed at the same moment the second is refused, and removes nothing', async () => {
  await withStream(async (workshop, aws) => {
    const { cloudformation } = workshop.cloud;
    // somebody else's request arrives just before
    const send = async (command: object) => {
      if (command instanceof CreateStackCommand) {
        const { ClientRequestToken: _own, ...input } = command.input;
        await cloudformation.send(new CreateStackCommand(input));
      }
      return cloudformation.send(command as CreateStackCommand);
    };
    const raced = new Proxy(cloudformation, {
      get: (client, member) => (member === 'send' ? send : Reflect.get(client, member)),
    });
    const second: Workshop = { ...workshop, cloud: { ...workshop.cloud, cloudformation: raced } };
    const error = await run(second, aws, { parts: 1, minutes: 1 }).catch(
      (reason: unknown) => reason,
    );
    assert.is((error as WorkshopError).message, REFUSED);
    aws.partition.clock.advance(60);
    assert.is((await describeStack(workshop, fleetStack))?.StackStatus, 'CREATE_COMPLETE');
  });
});

test('Without shard-level metrics nothing is deployed, as nobody could watch', async () => {
  await withWorkshop(async (workshop, aws) => {
    await runStep(deploy, workshop);
    const error = await run(workshop, aws, { parts: 1, minutes: 1 }).catch(
      (reason: unknown) => reason,
    );
    assert.instance(error, WorkshopError);
    assert.is(
      (error as WorkshopError).message,
      `The shard-level metrics of stream ${stream} are off, so nobody would see what the producers in AWS send.`,
    );
    assert.is(await describeStack(workshop, fleetStack), undefined);
  });
});

interface Run extends Happenings {
  readonly parts: number;
  readonly minutes: number;
  readonly told?: Progress[];
  readonly reconnect?: () => Promise<Workshop>;
}

async function run(
  workshop: Workshop,
  aws: LocalAws,
  { parts, minutes, told = [], reconnect = fails, ...happenings }: Run,
) {
  return runFleet({
    workshop: await atWork(
      { ...workshop, config: { ...workshop.config, traffic } },
      aws,
      happenings,
    ),
    parts,
    minutes,
    tell: (progress) => told.push(progress),
    reconnect,
  });
}

/** What is left of a laptop that was killed. */
async function leaveBehind(workshop: Workshop, aws: LocalAws): Promise<void> {
  const stop = new AbortController();
  const own: Workshop = { ...workshop, cloud: { ...workshop.cloud, signal: stop.signal } };
  await run(own, aws, {
    parts: 1,
    minutes: 2,
    deployed: async () => {
      stop.abort();
      stop.signal.throwIfAborted();
    },
  }).catch(() => undefined);
}

async function fails(): Promise<never> {
  throw new Error('no connection');
}

async function withStream(
  use: (workshop: Workshop, aws: LocalAws) => Promise<void>,
): Promise<void> {
  await withWorkshop(async (workshop, aws) => {
    await makeStream(workshop, aws);
    await use(workshop, aws);
  });
}

test.run();
