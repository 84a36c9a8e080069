import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { buildClass, type Stage } from '../../bench/class-builder.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { applyOverrides } from '../../src/config/config.ts';
import type { Config, Member } from '../../src/contract.ts';
import { stuckOn, verdictAt } from '../../src/report/class/standing.ts';
import { lookAtClass } from '../../src/roster/look-at-class.ts';
import type { Looked } from '../../src/roster/look-at-member.ts';
import type { Common } from '../../src/roster/place.ts';
import { parseRoster } from '../../src/roster/read-roster.ts';
import config from '../../workshop.config.ts';
import { clientOptions, withLocalAws } from '../support/local-aws.ts';

const OWN = '123456789012';
const ANN = '111122223333';
const BEN = '444455556666';

/** Some traffic, as a walk of step 6 sends it: a tenth takes a tenth of the time. */
const small: Config = {
  ...config,
  traffic: {
    ...config.traffic,
    lanes: config.traffic.lanes.map(({ shard, recordsPerSecond }) => ({
      shard,
      recordsPerSecond: recordsPerSecond / 10,
    })),
  },
};

const entries = await loadCatalogue(ROOT, (await readStems(ROOT)).slice(0, 6));
const { signal } = new AbortController();

/** Brings participants of an account to where they are to be. */
async function build(
  aws: LocalAws,
  account: string,
  stages: Readonly<Record<string, Stage | 'even'>>,
  region = 'us-east-1',
): Promise<void> {
  const cloud = await connect({
    target: 'endpoint',
    region,
    endpoint: aws.url,
    credentials: async () => ({ accessKeyId: account, secretAccessKey: 'x' }),
    realTime: false,
    signal,
  });
  const students = Object.entries(stages).map(([participant, stage]) => ({
    config: applyOverrides(small, { participant, region }),
    ...(stage === 'even' ? { stage: 'traffic' as const, isEven: true } : { stage }),
  }));
  await buildClass(cloud, students).finally(() => cloud.close());
}

/** The role that a participant deploys for the instructor. */
async function deployRole(aws: LocalAws, account: string): Promise<string> {
  const client = new CloudFormationClient({
    ...clientOptions(aws),
    credentials: { accessKeyId: account, secretAccessKey: 'x' },
  });
  await client.send(
    new CreateStackCommand({
      StackName: 'workshop-instructor',
      TemplateBody: await readFile(`${ROOT}templates/instructor-role.yaml`, 'utf8'),
      Parameters: [{ ParameterKey: 'InstructorAccount', ParameterValue: OWN }],
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    }),
  );
  client.destroy();
  return `arn:aws:iam::${account}:role/hot-shard-workshop-instructor`;
}

/** Looks at everybody of a roster once. */
async function look(roster: string, common: Common): Promise<Map<string, Looked>> {
  const found = new Map<string, Looked>();
  const members: readonly Member[] = parseRoster('class.csv', roster, config);
  await lookAtClass({
    members,
    entries,
    common,
    debug: false,
    looked: ({ participant }, looked) => found.set(participant, looked),
  });
  return found;
}

const commonOf = (aws: LocalAws): Common => ({
  target: 'endpoint',
  endpoint: aws.url,
  profile: undefined,
  lesson: undefined,
  realTime: false,
  signal,
});

/** `PPPFFF`: of each step the first letter of its verdict; and what there is to get past. */
function standings(found: ReadonlyMap<string, Looked>): Record<string, string> {
  return Object.fromEntries(
    [...found]
      .map(([participant, { standing }]): [string, string] => {
        const letters = entries.map(({ stem }) => verdictAt(standing, stem)?.[0]).join('');
        return [participant, `${letters} ${stuckOn(standing)?.title ?? 'done'}`];
      })
      .sort(),
  );
}

const remedyOf = (found: ReadonlyMap<string, Looked>, participant: string) =>
  found.get(participant)?.standing.outcomes[0]?.remedy;

const reasonOf = (found: ReadonlyMap<string, Looked>, participant: string) =>
  found.get(participant)?.standing.outcomes[0]?.reason;

function idleSeconds(found: ReadonlyMap<string, Looked>, participant: string): number | undefined {
  const { lookedAtMs = 0, lastWorkMs } = found.get(participant)?.standing ?? {};
  return lastWorkMs === undefined ? undefined : (lookedAtMs - lastWorkMs) / 1000;
}

test('Each of a class is told where they stand, and the trouble of one is that one’s alone', () =>
  withLocalAws(async (aws) => {
    const [annRole, benRole] = [await deployRole(aws, ANN), await deployRole(aws, BEN)];
    aws.partition.clock.advance(60);
    const silent = await startSilent();
    const halfDead = await startHalfDead();
    try {
      await withExpiredProfile(aws, annRole, async (profile) => {
        await build(aws, OWN, { gil: 'cool' });
        await build(aws, BEN, { ben: 'metrics' }, 'eu-west-1');
        await build(aws, ANN, { ann: 'finding' });
        await build(aws, OWN, {
          abe: 'nothing',
          bea: 'stream',
          cem: 'metrics',
          dee: 'even',
          eva: 'traffic',
          fay: 'dashboard',
          gus: 'finding',
        });
        const found = await look(
          [
            'participant,region,account,roleArn,endpoint,profile,names',
            'abe\nbea\ncem\ndee\neva\nfay\ngus\ngil',
            `ann,,${ANN},${annRole}`,
            `ben,eu-west-1,,${benRole}`,
            `other account,,${ANN},,,,gus`,
            `no role,,,arn:aws:iam::${ANN}:role/nobody,,,x`,
            `expired,,,,,${profile},y`,
            'dead,,,,http://127.0.0.1:1',
            `hangs,,,,${silent.url}`,
            `half dead,,,,${halfDead.url},,z`,
          ].join('\n'),
          commonOf(aws),
        );
        const shown = standings(found);
        assert.equal(shown, {
          abe: 'FFFFFF The stack of the stream is complete',
          ann: 'PPPPPF The stack of the alarms is complete',
          bea: 'PFFFFF All seven shard-level metrics are on',
          ben: 'PPFFFF Every open shard received records',
          cem: 'PPFFFF Every open shard received records',
          dead: 'CCCCCC The stack of the stream is complete',
          dee: 'PPFFFF The hot shard dominates IncomingRecords',
          eva: 'PPPFFF The stack of the dashboard is complete',
          expired: 'CCCCCC The stack of the stream is complete',
          fay: 'PPPPFF The stream is tagged with what its records say: the finding and the hottest key',
          gil: 'PPPPPP done',
          gus: 'PPPPPF The stack of the alarms is complete',
          'half dead': 'CCCCCC The stack of the stream is complete',
          hangs: 'CCCCCC The stack of the stream is complete',
          'no role': 'CCCCCC The stack of the stream is complete',
          'other account': 'CCCCCC The stack of the stream is complete',
        });
        assert.is(reasonOf(found, 'dead'), 'Nothing answers at http://127.0.0.1:1');
        assert.is(reasonOf(found, 'hangs'), `Nothing answers at ${silent.url}`);
        assert.is(
          reasonOf(found, 'other account'),
          `The credentials lead to another account than the roster says, to ${OWN}`,
        );
        assert.is(
          reasonOf(found, 'no role'),
          `AWS denies access. AccessDenied: User: arn:aws:iam::${OWN}:user/local is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${ANN}:role/nobody`,
        );
        assert.is(
          reasonOf(found, 'expired'),
          'AWS does not take these credentials. ExpiredToken: The security token included in the request is expired',
        );
        const correct = (line: number) =>
          `Correct the endpoint in line ${line} of the roster, or start what is to answer there`;
        assert.is(remedyOf(found, 'dead'), correct(15));
        assert.is(remedyOf(found, 'hangs'), correct(16));
        assert.is(remedyOf(found, 'half dead'), correct(17));
        assert.is(
          remedyOf(found, 'no role'),
          'You need sts:AssumeRole on the role in line 13 of the roster, and it has to trust your account (templates/instructor-role.yaml)',
        );
        assert.is(
          remedyOf(found, 'expired'),
          `Sign in with the profile ${profile} again, or correct it in line 14 of the roster`,
        );
        // the newest work: none, a stream, and after it a minute with records
        assert.is(idleSeconds(found, 'abe'), undefined);
        const [bea = 0, dee = 0] = [idleSeconds(found, 'bea'), idleSeconds(found, 'dee')];
        assert.ok(dee >= 0 && dee < 120 && bea > dee + 180, `${bea} s, ${dee} s`);
        assert.is(found.get('expired')?.questions, 1);
        assert.ok((found.get('gus')?.questions ?? 99) <= 25);
      });
    } finally {
      silent.close();
      halfDead.close();
    }
  }));

test('Who hangs holds up nobody elsewhere', () =>
  withLocalAws(async (aws) => {
    const silent = await Promise.all(Array.from({ length: 16 }, startSilent));
    const ended = new AbortController();
    const lines = silent.map(({ url }, at) => `hangs-${at},${url}`);
    const told: string[] = [];
    try {
      await lookAtClass({
        members: parseRoster(
          'class.csv',
          `participant,endpoint\n${lines.join('\n')}\nann,`,
          config,
        ),
        entries: entries.slice(0, 1),
        common: { ...commonOf(aws), signal: ended.signal },
        debug: false,
        looked: ({ participant }) => {
          told.push(participant);
          ended.abort();
        },
      }).then(
        () => assert.unreachable('nothing hung'),
        (error) => assert.is(error.code, 'interrupted'),
      );
      assert.equal(told, ['ann']);
    } finally {
      for (const one of silent) one.close();
    }
  }));

/** A profile with the keys of a session that was over long ago. */
async function withExpiredProfile(
  aws: LocalAws,
  RoleArn: string,
  use: (profile: string) => Promise<void>,
): Promise<void> {
  const sts = new STSClient(clientOptions(aws));
  const assume = new AssumeRoleCommand({
    RoleArn,
    RoleSessionName: 'long-ago',
    DurationSeconds: 900,
  });
  const { Credentials } = await sts.send(assume);
  sts.destroy();
  aws.partition.clock.advance(900);
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const file = join(folder, 'credentials');
  const before = process.env.AWS_SHARED_CREDENTIALS_FILE;
  await writeFile(
    file,
    `[long-ago]\naws_access_key_id=${Credentials?.AccessKeyId}\naws_secret_access_key=${Credentials?.SecretAccessKey}\naws_session_token=${Credentials?.SessionToken}\n`,
  );
  process.env.AWS_SHARED_CREDENTIALS_FILE = file;
  try {
    await use('long-ago');
  } finally {
    if (before === undefined) delete process.env.AWS_SHARED_CREDENTIALS_FILE;
    else process.env.AWS_SHARED_CREDENTIALS_FILE = before;
    await rm(folder, { recursive: true });
  }
}

/** Says that it lives, and hangs up on every other question. */
async function startHalfDead(): Promise<{ url: string; close(): void }> {
  const server = createHttpServer((request, answer) => {
    if (request.url !== '/_local/health') request.socket.destroy();
    else answer.end(JSON.stringify({ version: '1', now: '2026-06-01T12:00:00Z' }));
  });
  return { url: await listening(server), close: () => server.close() };
}

/** Takes connections, and never says a word. */
async function startSilent(): Promise<{ url: string; close(): void }> {
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  return {
    url: await listening(server),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

test.run();
