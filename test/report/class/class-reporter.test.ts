import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMATS } from '../../../src/cli/options.ts';
import { reported } from './reporting.ts';
import { CLASS, classOf, member } from './sample-class.ts';

const SUMS = [
  '7 participants: 1 cannot be told, 2 stuck, 1 not begun, 1 waiting for AWS, 1 going on, 1 done',
  '5 of 7 pass step 1',
  '4 of 7 pass step 2',
  '1 of 7 pass step 3',
  '1 of 7 pass step 4',
  '3 have to get past step 3: The hot shard dominates IncomingRecords',
  '1 has to get past step 2: All seven shard-level metrics are on',
];

test('Where nothing is painted over, a member is a line as they are looked at, then come the sums', async () => {
  const { told } = await reported(CLASS, 'text');
  assert.equal(told.join('').trimEnd().split('\n'), [
    'dora: steps 1 to 4 PASS; done',
    'ann: steps 1 to 2 PASS, steps 3 to 4 FAIL; step 3: The hot shard dominates IncomingRecords, 2 min',
    'eve: steps 1 to 2 PASS, step 3 NOT YET, step 4 FAIL; step 3: The hot shard dominates IncomingRecords, 3 min',
    'carl: steps 1 to 4 FAIL; has not begun',
    'bob: steps 1 to 2 PASS, steps 3 to 4 FAIL; step 3: The hot shard dominates IncomingRecords, 25 min',
    'fay: steps 1 to 4 CANNOT TELL; step 1: The role can not be assumed: it has expired.',
    'gil: step 1 PASS, steps 2 to 4 FAIL; step 2: All seven shard-level metrics are on, 40 min',
    ...SUMS,
  ]);
});

test('A member who is looked at again is told of where a step has another verdict, with the time', async () => {
  const [dora, ann] = CLASS.members;
  const { told } = await reported(classOf(CLASS.members.slice(0, 2)), 'text', {
    later: [member('dora', 'PPPP'), member('ann', 'PPPN')],
  });
  assert.ok(dora !== undefined && ann !== undefined);
  assert.is(told[2], '10:42Z ann: step 3 PASS, step 4 NOT YET\n');
  assert.is(told[3], '2 participants: 1 waiting for AWS, 1 done\n');
});

test('As JSON a member is its checks and one event of them, and the summary counts all checks', async () => {
  const { file } = await reported(classOf([member('bob', 'PPFN', 25)]), 'json');
  const events = file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(
    events.map(({ event, participant, step, verdict }) => [event, participant, step, verdict]),
    [
      ['check', 'bob', '01-deploy', 'PASS'],
      ['check', 'bob', '02-enable-metrics', 'PASS'],
      ['check', 'bob', '03-produce', 'FAIL'],
      ['check', 'bob', '04-dashboard', 'NOT YET'],
      ['participant', 'bob', undefined, undefined],
      ['summary', undefined, undefined, undefined],
    ],
  );
  assert.equal(events[2].evidence, { shards: 4 });
  assert.equal(events[4], {
    event: 'participant',
    participant: 'bob',
    steps: {
      '01-deploy': 'PASS',
      '02-enable-metrics': 'PASS',
      '03-produce': 'FAIL',
      '04-dashboard': 'NOT YET',
    },
    need: 'stuck',
    at: { step: '03-produce', title: 'The hot shard dominates IncomingRecords' },
    lastWork: '2026-06-01T10:17:00.000Z',
    secondsSinceWork: 1500,
    lookedAt: '2026-06-01T10:42:00.000Z',
  });
  assert.equal(events[5], {
    event: 'summary',
    pass: 2,
    fail: 1,
    notYet: 1,
    cannotTell: 0,
    seconds: 3.4,
    cloudSeconds: 3.4,
  });
});

test('As JSON a member who is looked at again is told of by the checks that have changed', async () => {
  const { file } = await reported(classOf([member('bob', 'PPFF')]), 'json', {
    later: [member('bob', 'PPFF'), member('bob', 'PPPF')],
  });
  const [first, ...later] = file.trimEnd().split('\n').slice(4);
  assert.match(first ?? '', '"event":"participant"');
  const events = later.map((line) => JSON.parse(line));
  assert.equal(
    events.map(({ event, step, verdict }) => [event, step, verdict]),
    [
      ['check', '03-produce', 'PASS'],
      ['participant', undefined, undefined],
      ['summary', undefined, undefined],
    ],
  );
});

test('As JSON a member is told of again when they come to count as stuck, which time alone brings', async () => {
  const { file } = await reported(classOf([member('bob', 'PPFF', 9)]), 'json', {
    later: [member('bob', 'PPFF', 9), member('bob', 'PPFF', 10)],
  });
  const needs = file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'participant')
    .map(({ need }) => need);
  assert.equal(needs, ['going on', 'stuck']);
});

for (const format of FORMATS) {
  test(`A class as ${format} names no ARN, account or key, unless asked to, and each participant as they are`, async () => {
    const said = 'arn:aws:iam::123456789012:role/ann of 123456789012 with AKIAIOSFODNN7EXAMPLE';
    const cannotTell = { verdict: 'CANNOT TELL', reason: said, evidence: { said } } as const;
    const told = classOf([member('202411230001', 'CFFF', 1, cannotTell)]);
    const { file, standing } = await reported(told, format);
    assert.not.match(file, /123456789012|AKIA|arn:aws/);
    assert.match(file, /\[ARN\\?\] of \\?\[account\\?\] with \\?\[key\\?\]/);
    assert.match(file, '202411230001');
    assert.not.match(JSON.stringify(standing), '123456789012');
    assert.match((await reported(told, format, { identities: true })).file, said);
  });
}

test.run();
