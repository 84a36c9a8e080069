import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Verdict } from '../../src/contract.ts';
import { exitStatusOfError, exitStatusOfOutcomes } from '../../src/exit-status.ts';

const of = (...verdicts: Verdict[]) =>
  exitStatusOfOutcomes(verdicts.map((verdict) => ({ verdict })));

test('a command ends with 0 only when every check passes', () => {
  assert.is(of('PASS', 'PASS'), 0);
  assert.is(of('PASS', 'FAIL'), 1);
  assert.is(of('PASS', 'NOT YET'), 3);
  assert.is(of('PASS', 'CANNOT TELL'), 4);
});

test('where several hold, the first of 1, 4, 3 counts', () => {
  assert.is(of('NOT YET', 'CANNOT TELL', 'FAIL'), 1);
  assert.is(of('NOT YET', 'CANNOT TELL'), 4);
});

test('having judged nothing is not a success', () => {
  assert.is(of(), 3);
});

test('each code of an error has its exit status', () => {
  assert.is(exitStatusOfError('usage'), 2);
  assert.is(exitStatusOfError('configuration'), 2);
  assert.is(exitStatusOfError('refused'), 2);
  assert.is(exitStatusOfError('over-ceiling'), 2);
  assert.is(exitStatusOfError('stack-failed'), 1);
  assert.is(exitStatusOfError('not-found'), 1);
  assert.is(exitStatusOfError('not-finished'), 3);
  assert.is(exitStatusOfError('no-connection'), 4);
  assert.is(exitStatusOfError('cannot-tell'), 4);
  assert.is(exitStatusOfError('interrupted'), 130);
});

test.run();
