import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tell } from '../../src/contract.ts';
import type { WorkshopError } from '../../src/errors.ts';
import { poll } from '../../src/poll.ts';
import { fakeWorkshop } from '../runner/fakes.ts';

const OPTIONS = {
  what: 'the kettle to boil',
  everySeconds: 2,
  withinSeconds: 6,
  tell: () => undefined,
};
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

test('What is waited for is told as it stands, with the time that it may still take', async () => {
  const { cloud } = fakeWorkshop();
  const told: string[] = [];
  const tell: Tell = (progress) => {
    if (progress.kind === 'wait') told.push(progress.text);
  };
  const states = ['is cold', 'is warm'];
  await poll(
    cloud,
    async (notThere) => {
      const state = states.shift();
      return state === undefined ? 'boils' : notThere(`The kettle ${state}`);
    },
    { ...OPTIONS, tell },
  );
  assert.equal(told, [
    'The kettle is cold (at most 6 s more)',
    'The kettle is warm (at most 4 s more)',
  ]);
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
