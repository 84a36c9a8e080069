import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { signalOfCheck } from '../../src/aws/check-time.ts';
import { NotYet, WorkshopError } from '../../src/errors.ts';
import { judge, judgeAll } from '../../src/judge.ts';
import config from '../../workshop.config.ts';
import { fakeCheck, fakeEntry, fakeWorkshop, recorder } from './fakes.ts';

const ENTRY = { stem: '02-enable-metrics' };

test('a check that ends without a word against it is a PASS, with what it saw', async () => {
  const check = fakeCheck('seven metrics are on', async (_, saw) => saw('7 of 7', { on: 7 }));
  assert.equal(await judge(ENTRY, check, fakeWorkshop()), {
    step: '02-enable-metrics',
    title: 'seven metrics are on',
    verdict: 'PASS',
    expected: 'expected of seven metrics are on',
    observed: '7 of 7',
    evidence: { on: 7 },
    command: 'aws shows seven metrics are on',
    reason: '',
    remedy: '',
  });
});

test('an assertion is a FAIL: its message is the reason, and what was seen is kept', async () => {
  const check = fakeCheck('seven metrics are on', async (_, saw) => {
    saw('6 of 7', { missing: ['IncomingBytes'] });
    assert.is(6, 7, 'IncomingBytes is off');
  });
  const outcome = await judge(ENTRY, check, fakeWorkshop());
  assert.is(outcome.verdict, 'FAIL');
  assert.is(outcome.reason, 'IncomingBytes is off');
  assert.is(outcome.observed, '6 of 7');
  assert.equal(outcome.evidence, { missing: ['IncomingBytes'] });
  assert.is(outcome.remedy, 'Do what makes "seven metrics are on" true');
});

test('an answer that time will change is NOT YET, with the wait that is left', async () => {
  const check = fakeCheck('data is there', async () => {
    throw new NotYet('minute 12:03 has no datapoint', 59.2);
  });
  const outcome = await judge(ENTRY, check, fakeWorkshop());
  assert.is(outcome.verdict, 'NOT YET');
  assert.is(outcome.reason, 'minute 12:03 has no datapoint');
  assert.is(outcome.waitSeconds, 60);
  assert.is(outcome.remedy, 'Wait, and look again: npm run verify -- --only 2');
});

test('what keeps a check from looking is CANNOT TELL, never FAIL', async () => {
  const verdictOf = async (error: unknown) => {
    const check = fakeCheck('t', async () => {
      throw error;
    });
    const { verdict, reason } = await judge(ENTRY, check, fakeWorkshop());
    return `${verdict}: ${reason}`;
  };
  const denied = Object.assign(new Error('no kinesis:ListShards'), {
    name: 'AccessDeniedException',
  });
  assert.is(
    await verdictOf(denied),
    'CANNOT TELL: AWS denies access. AccessDeniedException: no kinesis:ListShards',
  );
  assert.is(
    await verdictOf(new TypeError('x is undefined')),
    'CANNOT TELL: TypeError: x is undefined',
  );
  assert.is(
    await verdictOf(new WorkshopError('no-connection', 'Nothing answers', 'Start it')),
    'CANNOT TELL: Nothing answers',
  );
  assert.is(
    await verdictOf(new WorkshopError('not-finished', 'Waited 300 s', 'Again')),
    'NOT YET: Waited 300 s',
  );
});

test('a check that comes to no verdict is CANNOT TELL at its deadline, whatever it hangs on', async () => {
  const deadlines = { ...config.deadlines, checkSeconds: 0.02 };
  const stuck = fakeCheck('it ends', () => new Promise(() => undefined));
  const outcome = await judge(ENTRY, stuck, fakeWorkshop({}, { deadlines }));
  assert.is(outcome.verdict, 'CANNOT TELL');
  assert.is(
    outcome.reason,
    'There was no verdict within 0.02 s: AWS did not answer, or too slowly',
  );
  assert.is(
    outcome.remedy,
    'Check the network, then run the same command again. Where AWS is only slow, raise deadlines.checkSeconds',
  );
});

test('what a check has begun ends with it, also with a verdict, and knows of no other check', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const wereAborted: (boolean | undefined)[] = [];
  const look = async () => {
    signals.push(signalOfCheck());
    await new Promise((resolve) => setImmediate(resolve));
    wereAborted.push(signalOfCheck()?.aborted);
  };
  const fails = fakeCheck('it holds', async () => {
    await look();
    assert.unreachable('it does not');
  });
  await Promise.all([
    judge(ENTRY, fakeCheck('it holds', look), fakeWorkshop()),
    judge(ENTRY, fails, fakeWorkshop()),
  ]);
  assert.equal(wereAborted, [false, false]);
  assert.equal(
    signals.map((signal) => signal?.aborted),
    [true, true],
  );
  assert.is.not(signals[0], signals[1]);
  assert.is(signalOfCheck(), undefined);
});

test('the stack of an exception is shown only with --debug', async () => {
  const check = fakeCheck('t', async () => {
    throw new TypeError('x is undefined');
  });
  const quiet = await judge(ENTRY, check, fakeWorkshop());
  const loud = await judge(ENTRY, check, fakeWorkshop(), true);
  assert.not.match(quiet.reason, 'judge.test.ts');
  assert.match(loud.reason, 'judge.test.ts');
});

/** NOT YET until the cloud's clock has gone on by `seconds`. */
function settlesAfter(seconds: number, end: 'pass' | 'fail') {
  let startMs: number | undefined;
  return fakeCheck(`settles after ${seconds} s`, async ({ cloud }) => {
    startMs ??= cloud.now();
    const leftSeconds = seconds - (cloud.now() - startMs) / 1000;
    if (leftSeconds > 0) throw new NotYet('nothing yet', leftSeconds);
    assert.is(end, 'pass', 'it never came');
  });
}

test('a NOT YET is waited out in cloud time, and only its last outcome is reported', async () => {
  const workshop = fakeWorkshop();
  const { events, report } = recorder();
  const entry = fakeEntry(3, 'produce', [settlesAfter(60, 'pass')]);
  const outcomes = await judgeAll([entry], workshop, { waitSeconds: 600, report });
  assert.equal(
    outcomes.map(({ verdict }) => verdict),
    ['PASS'],
  );
  assert.equal(workshop.slept, [2, 4, 8, 16, 16, 15]);
  assert.equal(events.filter(({ event }) => event === 'check').length, 1);
  assert.equal(events[0], {
    event: 'progress',
    step: '03-produce',
    progress: { kind: 'wait', text: 'nothing yet (waiting, at most 61 s more)' },
  });
});

test('a NOT YET of unknown length names no wait, and is waited for as long as there is time', async () => {
  const changing = (looks: number) => {
    let left = looks;
    return fakeCheck('the change is over', async () => {
      if (left-- > 0) throw new NotYet('it is changing');
    });
  };
  const outcome = await judge(ENTRY, changing(1), fakeWorkshop());
  assert.is(outcome.verdict, 'NOT YET');
  assert.not.ok('waitSeconds' in outcome);

  const workshop = fakeWorkshop();
  const { events, report } = recorder();
  const entry = fakeEntry(3, 'produce', [changing(3)]);
  const [settled] = await judgeAll([entry], workshop, { waitSeconds: 60, report });
  assert.is(settled?.verdict, 'PASS');
  assert.equal(workshop.slept, [2, 4, 8]);
  assert.equal(events[0], {
    event: 'progress',
    step: '03-produce',
    progress: { kind: 'wait', text: 'it is changing (waiting, at most 60 s more)' },
  });

  const [never] = await judgeAll([fakeEntry(3, 'produce', [changing(99)])], fakeWorkshop(), {
    waitSeconds: 60,
  });
  assert.is(never?.verdict, 'NOT YET');
});

test('a wait that ends in an assertion is a FAIL', async () => {
  const entry = fakeEntry(3, 'produce', [settlesAfter(30, 'fail')]);
  const [outcome] = await judgeAll([entry], fakeWorkshop(), { waitSeconds: 600 });
  assert.is(outcome?.verdict, 'FAIL');
  assert.is(outcome?.reason, 'it never came');
});

test('a wait that is used up leaves NOT YET, and without a wait none is made', async () => {
  const short = fakeWorkshop();
  const [afterShort] = await judgeAll(
    [fakeEntry(3, 'produce', [settlesAfter(60, 'pass')])],
    short,
    {
      waitSeconds: 10,
    },
  );
  assert.is(afterShort?.verdict, 'NOT YET');
  assert.equal(short.slept, [2, 4, 4]);
  const none = fakeWorkshop();
  const [afterNone] = await judgeAll([fakeEntry(3, 'produce', [settlesAfter(60, 'pass')])], none, {
    waitSeconds: 0,
  });
  assert.is(afterNone?.verdict, 'NOT YET');
  assert.equal(none.slept, []);
});

test('the wait is one for all the checks together', async () => {
  const workshop = fakeWorkshop();
  const checks = [settlesAfter(1_000, 'pass'), settlesAfter(1_000, 'pass')];
  const outcomes = await judgeAll([fakeEntry(3, 'produce', checks)], workshop, { waitSeconds: 20 });
  assert.equal(
    outcomes.map(({ verdict }) => verdict),
    ['NOT YET', 'NOT YET'],
  );
  assert.is(
    workshop.slept.reduce((sum, seconds) => sum + seconds, 0),
    20,
  );
});

test('an interrupt ends the judging, and reports no check as CANNOT TELL', async () => {
  const workshop = fakeWorkshop();
  const { events, report } = recorder();
  const check = fakeCheck('t', async () => {
    workshop.controller.abort();
    throw new DOMException('aborted', 'AbortError');
  });
  const error = await judgeAll([fakeEntry(1, 'deploy', [check])], workshop, {
    waitSeconds: 0,
    report,
  }).catch((thrown: unknown) => thrown);
  assert.is((error as WorkshopError).code, 'interrupted');
  assert.equal(events, []);
});

test.run();
