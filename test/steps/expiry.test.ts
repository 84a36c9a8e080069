import { DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import leftovers from '../../checks/07-clean-up.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import type { Config, Workshop } from '../../src/contract.ts';
import { alarmStack } from '../../src/cooling/alarm.ts';
import { deployStack } from '../../src/stack/deploy-stack.ts';
import { moveExpiry } from '../../src/stack/expiry.ts';
import { describeStack } from '../../src/stack/stack.ts';
import { describeStream } from '../../src/stream/stream.ts';
import deploy from '../../steps/01-deploy.ts';
import dashboard from '../../steps/04-dashboard.ts';
import config from '../../workshop.config.ts';
import { runStep, undoStep, verdicts, withWorkshop } from '../support/workshop.ts';

const { stack, dashboardStack, alarmStack: alarms } = config.names;
const SHARDS = { Shard1: 'shardId-000000000000', Shard2: 'shardId-000000000001' };
const quietly = () => undefined;

/** A workshop that believes to be on real AWS, where what stands ends itself. */
async function withAws(
  use: (workshop: Workshop, aws: LocalAws) => Promise<void>,
  changes: Partial<Config> = {},
): Promise<void> {
  await withWorkshop(
    (workshop, aws) => use({ ...workshop, cloud: { ...workshop.cloud, target: 'aws' } }, aws),
    changes,
  );
}

async function deployAll(workshop: Workshop): Promise<void> {
  await runStep(deploy, workshop);
  await runStep(dashboard, workshop);
  const specification = alarmStack(workshop);
  const parameters = { ...specification.parameters, ...SHARDS };
  await deployStack(workshop, { ...specification, parameters }, quietly);
}

async function parameter(workshop: Workshop, key: string): Promise<string | undefined> {
  const { Parameters = [] } = (await describeStack(workshop, stack)) ?? {};
  return Parameters.find(({ ParameterKey }) => ParameterKey === key)?.ParameterValue;
}

/** How many hours from now the stack ends. */
async function hoursLeft(workshop: Workshop): Promise<number> {
  const endMs = Date.parse(`${await parameter(workshop, 'ExpiresAt')}Z`);
  return Math.round((endMs - workshop.cloud.now()) / 36_000) / 100;
}

test('A forgotten workshop is gone after the configured hours, and nothing of it is left', async () => {
  await withAws(async (workshop) => {
    await deployAll(workshop);
    const ids = await Promise.all(
      [stack, dashboardStack, alarms].map(
        async (name) => (await describeStack(workshop, name))?.StackId,
      ),
    );
    await workshop.cloud.sleep(7.8 * 3_600);
    assert.is((await describeStream(workshop))?.StreamStatus, 'ACTIVE');
    await workshop.cloud.sleep(0.3 * 3_600);
    const statuses = ids.map(async (id) => {
      const command = new DescribeStacksCommand({ StackName: id });
      return (await workshop.cloud.cloudformation.send(command)).Stacks?.[0]?.StackStatus;
    });
    assert.equal(await Promise.all(statuses), Array(3).fill('DELETE_COMPLETE'));
    const proofs = Object.values(await verdicts(leftovers, workshop));
    assert.ok(proofs.length >= 3);
    assert.equal(proofs, Array(proofs.length).fill('PASS'));
  });
});

test('The dashboard and the alarms go before the stack whose role deletes them', async () => {
  await withAws(async (workshop) => {
    await deployAll(workshop);
    await workshop.cloud.sleep((await hoursLeft(workshop)) * 3_600 - 60);
    assert.is(await describeStack(workshop, dashboardStack), undefined);
    assert.is(await describeStack(workshop, alarms), undefined);
    assert.is((await describeStack(workshop, stack))?.StackStatus, 'CREATE_COMPLETE');
  });
});

test('Deploying again puts the end off, and starting a walk does without touching the stream', async () => {
  await withAws(async (workshop) => {
    await runStep(deploy, workshop);
    await workshop.cloud.sleep(5 * 3_600);
    assert.is(Math.round(await hoursLeft(workshop)), 3);
    await runStep(deploy, workshop);
    assert.is(Math.round(await hoursLeft(workshop)), 8);
    const created = (await describeStream(workshop))?.StreamCreationTimestamp;

    await workshop.cloud.sleep(7 * 3_600);
    const told: string[] = [];
    await moveExpiry(workshop, (progress) => {
      if (progress.kind === 'fact') told.push(progress.text);
    });
    assert.is(Math.round(await hoursLeft(workshop)), 8);
    assert.match(
      told.at(-1) ?? '',
      /^What stands there now deletes itself at 2026-06-02 08:\d\dZ$/,
    );
    assert.not.ok(told.some((text) => text.includes('AWS::Kinesis::Stream')));
    await workshop.cloud.sleep(7 * 3_600);
    assert.equal((await describeStream(workshop))?.StreamCreationTimestamp, created);
    await workshop.cloud.sleep(1.1 * 3_600);
    assert.is(await describeStream(workshop), undefined);
  });
});

test('A walk that starts from nothing, or on somebody else’s stack, moves no end', async () => {
  await withAws(async (workshop) => {
    await moveExpiry(workshop, quietly);
    await runStep(deploy, workshop);
    const before = await parameter(workshop, 'ExpiresAt');
    await workshop.cloud.sleep(3_600);
    const tag = { ...workshop.config.tag, value: 'somebody-else' };
    await moveExpiry({ ...workshop, config: { ...workshop.config, tag } }, quietly);
    assert.is(await parameter(workshop, 'ExpiresAt'), before);
  });
});

test('On a local AWS, and with 0 hours, what stands stays', async () => {
  const never = { stream: { ...config.stream, expiresAfterHours: 0 } };
  const stays = async (workshop: Workshop) => {
    const told = await runStep(deploy, workshop);
    assert.not.ok(told.some((text) => /Expiry/.test(text)));
    assert.is(await parameter(workshop, 'ExpiresAt'), '');
    await workshop.cloud.sleep(30 * 24 * 3_600);
    await moveExpiry(workshop, quietly);
    assert.is((await describeStack(workshop, stack))?.StackStatus, 'CREATE_COMPLETE');
  };
  await withWorkshop(stays);
  await withAws(stays, never);
});

test('Clean-up before the end leaves no schedule: the same names can be used again', async () => {
  await withAws(async (workshop) => {
    await runStep(deploy, workshop);
    await undoStep(deploy, workshop);
    await workshop.cloud.sleep(3_600);
    await runStep(deploy, workshop);
    await workshop.cloud.sleep(7.5 * 3_600);
    assert.is((await describeStream(workshop))?.StreamStatus, 'ACTIVE');
  });
});

test('The command for doing it by hand has the same end, and acknowledges the role', async () => {
  await withAws(async (workshop) => {
    const [command = ''] = deploy.commands(workshop);
    assert.match(command, / ExpiresAt=2026-06-01T20:00:3\d OthersExpireAt=2026-06-01T19:55:3\d /);
    assert.match(
      command,
      ` DashboardStack=${dashboardStack} DashboardName=${config.names.dashboard} AlarmStack=${alarms} --capabilities CAPABILITY_IAM --tags `,
    );
  });
});

/** The actions that the role may do, of the stack as it stands. */
async function roleActions(workshop: Workshop): Promise<string[]> {
  const { StackEvents = [] } = await workshop.cloud.cloudformation.send(
    new DescribeStackEventsCommand({ StackName: stack }),
  );
  const role = StackEvents.find(({ LogicalResourceId }) => LogicalResourceId === 'ExpiryRole');
  const { Policies } = JSON.parse(role?.ResourceProperties ?? '{}') as {
    Policies: { PolicyDocument: { Statement: { Action: string | string[] }[] } }[];
  };
  return Policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.flatMap(({ Action }) => Action),
  );
}

test('The role may do every call that the end makes, and none that makes or changes anything', async () => {
  await withAws(async (workshop, { partition }) => {
    await deployAll(workshop);
    const allowed = await roleActions(workshop);
    const called = new Set<string>();
    const invoke = partition.invoke.bind(partition);
    partition.invoke = (service, operation, input, caller) => {
      called.add(`${service.name}:${operation}`);
      return invoke(service, operation, input, caller);
    };
    await workshop.cloud.sleep(9 * 3_600);
    assert.is(await describeStream(workshop), undefined);
    assert.ok(called.has('cloudformation:DeleteStack') && called.has('cloudwatch:DeleteAlarms'));
    assert.equal(
      [...called].filter((call) => !allowed.includes(call)),
      [],
    );
    assert.equal(
      allowed.filter((action) => !/:(Delete|Describe|Detach|Get|List|Remove)/.test(action)),
      [],
    );
  });
});

test.run();
