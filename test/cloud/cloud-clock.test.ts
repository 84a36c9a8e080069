import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CloudClock } from '../../src/aws/cloud-clock.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');

test('Without an answer yet, cloud time is the machine’s time', () => {
  assert.is(new CloudClock(() => NOON).now(), NOON);
});

test('A cloud that is hours ahead or behind is taken at its word', () => {
  const clock = new CloudClock(() => NOON);
  clock.read('Mon, 01 Jun 2026 17:00:00 GMT');
  assert.is(clock.now(), NOON + 5 * 3_600_000);
  clock.read('Mon, 01 Jun 2026 09:00:00 GMT');
  assert.is(clock.now(), NOON - 3 * 3_600_000);
});

test('A header that is cut to the second, or late, does not take the clock back', () => {
  const clock = new CloudClock(() => NOON);
  clock.set(NOON + 10_900);
  clock.read('Mon, 01 Jun 2026 12:00:10 GMT');
  clock.read('Mon, 01 Jun 2026 12:00:08 GMT');
  assert.is(clock.now(), NOON + 10_900);
});

test('A header that is missing or no date changes nothing', () => {
  const clock = new CloudClock(() => NOON);
  clock.set(NOON + 60_000);
  clock.read(undefined);
  clock.read('soon');
  assert.is(clock.now(), NOON + 60_000);
});

test('A reading that goes with what is known needs no witness', async () => {
  const clock = new CloudClock(() => NOON);
  clock.set(NOON);
  const nobody = async () => assert.unreachable('there was no doubt');
  assert.ok(await clock.agreesWith('Mon, 01 Jun 2026 12:00:09 GMT', NOON, nobody));
  assert.is(clock.now(), NOON + 9_000);
  assert.ok(await clock.agreesWith(undefined, NOON, nobody));
});

test('A reading an hour off is wrong where the witness does not bear it out', async () => {
  for (const wrong of ['13:00:00', '11:00:00']) {
    const clock = new CloudClock(() => NOON);
    clock.set(NOON);
    const witness = async () => clock.set(NOON + 1_000);
    assert.not.ok(await clock.agreesWith(`Mon, 01 Jun 2026 ${wrong} GMT`, NOON, witness));
    assert.is(clock.now(), NOON + 1_000);
  }
});

test('A clock that runs a little ahead of its witness finds no answer of that time wrong', async () => {
  let machineMs = NOON;
  const clock = new CloudClock(() => machineMs);
  clock.set(NOON);
  // the cloud stands still at 12:00:00.900 meanwhile, and its header is cut
  for (let seconds = 1; seconds < 30; seconds += 1) {
    machineMs = NOON + seconds * 1_000;
    const witness = async () => clock.set(NOON + 900);
    const sentMs = clock.now();
    assert.ok(
      await clock.agreesWith('Mon, 01 Jun 2026 12:00:00 GMT', sentMs, witness),
      `${seconds}`,
    );
  }
});

test('A clock that somebody moved, before or after an answer was made, is no wrong one', async () => {
  const hourLaterMs = NOON + 3_600_000;
  for (const made of ['12:00:00', '12:30:00', '13:00:00']) {
    const clock = new CloudClock(() => NOON);
    clock.set(NOON);
    const witness = async () => clock.set(hourLaterMs);
    const sentMs = clock.now();
    // another request has told of the new time meanwhile
    if (made === '12:00:00') clock.set(hourLaterMs);
    assert.ok(await clock.agreesWith(`Mon, 01 Jun 2026 ${made} GMT`, sentMs, witness), made);
    assert.is(clock.now(), hourLaterMs);
  }
});

test('Where no witness answers, a reading far from what is known is wrong', async () => {
  const clock = new CloudClock(() => NOON);
  clock.set(NOON);
  const silent = async () => undefined;
  assert.not.ok(await clock.agreesWith('Mon, 01 Jun 2026 13:00:00 GMT', NOON, silent));
  assert.is(clock.now(), NOON);
});

test.run();
