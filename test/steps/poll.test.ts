import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { WorkshopError } from '../../src/errors.ts';
import { poll } from '../../src/poll.ts';
import { fakeWorkshop } from '../runner/fakes.ts';

const OPTIONS = { what: 'the kettle to boil', everySeconds: 2, withinSeconds: 6 };
const THROTTLED = Object.assign(new Error('Rate exceeded'), { name: 'LimitExceededException' });

test('A throttled question is asked again, as one whose answer is not there yet', async () => {
  const { cloud, slept } = fakeWorkshop();
  const answers = [THROTTLED, undefined, 'boils'];
  const ask = async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  assert.is(await poll(cloud, ask, OPTIONS), 'boils');
  assert.equal(slept, [2, 2]);
});

test('At the deadline the error says what was waited for, and that the answers were throttled', async () => {
  const { cloud, slept } = fakeWorkshop();
  const error = (await poll(cloud, () => Promise.reject(THROTTLED), OPTIONS).catch(
    (thrown: unknown) => thrown,
  )) as WorkshopError;
  assert.is(error.code, 'not-finished');
  assert.is(
    error.message,
    'Waited 6 s for the kettle to boil. AWS is throttling these requests. LimitExceededException: Rate exceeded',
  );
  assert.is(error.cause, THROTTLED);
  assert.equal(slept, [2, 2, 2]);
});

test('Any other error ends the waiting at once', async () => {
  const { cloud, slept } = fakeWorkshop();
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
  const error = await poll(cloud, () => Promise.reject(denied), OPTIONS).catch(
    (thrown: unknown) => thrown,
  );
  assert.is(error, denied);
  assert.equal(slept, []);
});

test.run();
