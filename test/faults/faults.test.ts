import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FAULTS, type Fault, HALF_OF_ONE, NO_ANSWER, PARTIAL } from './faults.ts';
import { losing, memberFinder } from './lost-member.ts';
import { Score } from './score.ts';
import { type Subject, type Way, type World, withWorld } from './world.ts';

/** An operation that a check asks for. */
interface Call {
  readonly subject: Subject;
  readonly operation: string;
}

/** Steps after which checks are judged: before the split, after it, and after the clean-up. */
const STAGES = [[1, 2, 3, 4, 5], [6], [7]];

/** Faults that a verdict can do without, in this world. */
const NOT_NEEDED = [
  {
    call: 'The stream is tagged with what its records say: the finding and the hottest key: GetMetricData',
    faults: ['denied'],
    why: 'the finding is in the records; CloudWatch adds which writes were refused',
  },
  {
    call: 'No dashboard of this workshop is left: GetDashboard',
    faults: ['an empty answer', 'an answer without its members'],
    why: 'that there is none is an error, whose code CloudWatch gives in a header as well',
  },
];

/** One of each kind: refused, cut, without its members, of another time. */
const ONE_OF_EACH = [
  'denied',
  'half an answer that looks whole',
  'an answer without its members',
  'a clock an hour ahead',
];

/** What the SDK, and the reader of records, try again. */
const HEALED = [
  'throttled',
  'status 500',
  'status 503',
  'reset before the answer',
  'reset in the middle of the answer',
  'closed in the middle of the answer',
];

const score = new Score();

test('A fault that stays is no verdict, in any call of any check, and the reason says what it is', async () => {
  await withWorld(async (world) => {
    const way = await world.open();
    const asked = new Set<string>();
    for (const steps of STAGES) {
      const subjects = await world.walk(steps);
      const calls = callsOf(subjects).filter((call) => !asked.has(nameOf(call)));
      for (const call of calls) {
        asked.add(nameOf(call));
        for (const fault of faultsOf(call)) await strike(way, call, fault, 1);
        const { length: count } = call.subject.calls.filter((one) => one === call.operation);
        if (count === 1) continue;
        for (const fault of named(ONE_OF_EACH)) await strike(way, call, fault, count);
      }
      await sideBySide(calls, (call) => strikeUntilDeadline(world, call, NO_ANSWER));
      await sideBySide(onceEach(calls), (call) => strikeUntilDeadline(world, call, HALF_OF_ONE));
      if (!steps.includes(4)) continue;
      await strikeInQuery(world, calls);
      for (const call of onceEach(calls)) await loseMembers(way, call);
    }
    assert.ok(asked.size > 60, `${asked.size} calls`);
  });
  score.expectAllRight();
});

/** To any AWS but a local one CloudWatch is spoken to in the Query protocol, and STS tells the time. */
async function strikeInQuery(world: World, calls: readonly Call[]): Promise<void> {
  const way = await world.open({ passesControl: false });
  for (const call of onceEach(calls)) {
    if (!['GetMetricData', 'GetDashboard', 'DescribeAlarms'].includes(call.operation)) continue;
    for (const fault of faultsOf(call)) await strike(way, call, fault, 1);
  }
}

/** A check can do without many a member. But none that is missing may make it FAIL. */
async function loseMembers(way: Way, call: Call): Promise<void> {
  const { subject, operation } = call;
  const members = new Set<string>();
  await way.judge(subject, { operation, first: 1, serve: memberFinder(members).serve });
  for (const member of members) {
    const { name, serve, says } = losing(member);
    const { outcome } = await way.judge(subject, { operation, first: 1, serve });
    const { verdict, reason } = outcome;
    const isRight = verdict === 'PASS' || (verdict === 'CANNOT TELL' && says.test(reason));
    score.add(name, isRight, `${nameOf(call)}${member}: ${verdict} ${reason}`);
  }
}

test('A fault that heals is got over where another try helps, and forgotten by the next look', async () => {
  await withWorld(async (world) => {
    const subjects = await world.walk([1, 2, 3]);
    const way = await world.open({ maxAttempts: 2 });
    for (const operation of ['DescribeStacks', 'ListShards', 'GetMetricData', 'GetRecords']) {
      const subject = subjects.find(({ calls }) => calls.includes(operation));
      assert.ok(subject, operation);
      for (const { name, serve } of named([...HEALED, ...ONE_OF_EACH])) {
        const { outcome } = await way.judge(subject, { operation, first: 1, times: 1, serve });
        const wanted = HEALED.includes(name) ? 'PASS' : 'CANNOT TELL';
        assert.is(outcome.verdict, wanted, `${operation}, ${name}: ${outcome.reason}`);
        const next = await way.judge(subject);
        assert.is(next.outcome.verdict, 'PASS', `after ${name}: ${next.outcome.reason}`);
      }
    }
  });
});

test('What was told of the faults', () => {
  for (const line of score.lines) console.log(line);
});

function callsOf(subjects: readonly Subject[]): Call[] {
  return subjects.flatMap((subject) =>
    [...new Set(subject.calls)].map((operation) => ({ subject, operation })),
  );
}

/** The first call of each operation: what is done with its answer is the same for all. */
function onceEach(calls: readonly Call[]): Call[] {
  return calls.filter(
    ({ operation }, at) => calls.findIndex((one) => one.operation === operation) === at,
  );
}

function nameOf({ subject, operation }: Call): string {
  return `${subject.check.title}: ${operation}`;
}

function faultsOf({ operation }: Call): readonly Fault[] {
  return operation === 'GetMetricData' ? [...FAULTS, ...PARTIAL] : FAULTS;
}

function named(names: readonly string[]): readonly Fault[] {
  return FAULTS.filter(({ name }) => names.includes(name));
}

/** @param first of the operation's calls that goes wrong, as all after it do */
async function strike(way: Way, call: Call, { name, serve, says }: Fault, first: number) {
  const { operation, subject } = call;
  const { outcome, struck } = await way.judge(subject, { operation, first, serve });
  const { verdict, reason } = outcome;
  const isNeeded = !NOT_NEEDED.some(
    (one) => one.call === nameOf(call) && one.faults.includes(name),
  );
  const isRight = isNeeded
    ? (verdict === 'CANNOT TELL' || verdict === 'NOT YET') && says.test(reason)
    : verdict === 'PASS';
  score.add(name, struck > 0 && isRight, `${nameOf(call)}: ${verdict} ${reason}`);
}

/** A deadline that comes before the call is made shows nothing: then a later one is set. */
async function strikeUntilDeadline(world: World, call: Call, { name, serve, says }: Fault) {
  const { operation, subject } = call;
  for (let seconds = 0.5; ; seconds *= 2) {
    const startMs = performance.now();
    const strike = { operation, first: 1, serve };
    const way = await world.open({ checkSeconds: seconds });
    const { outcome, struck } = await way.judge(subject, strike);
    way.close();
    if (struck === 0 && seconds < 30) continue;
    const { verdict, reason } = outcome;
    const isInTime = performance.now() - startMs < (seconds + 5) * 1_000;
    const isRight = verdict === 'CANNOT TELL' && says.test(reason) && isInTime;
    score.add(name, struck > 0 && isRight, `${nameOf(call)}: ${verdict} ${reason}`);
    return;
  }
}

async function sideBySide(calls: readonly Call[], judge: (call: Call) => Promise<void>) {
  for (let first = 0; first < calls.length; first += 16) {
    await Promise.all(calls.slice(first, first + 16).map(judge));
  }
}

test.run();
