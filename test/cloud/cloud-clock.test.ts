import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CloudClock } from '../../src/cloud-clock.ts';

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

test.run();
