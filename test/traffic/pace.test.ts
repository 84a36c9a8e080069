import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fullJitterMs } from '../../src/traffic/backoff.ts';
import { batches, MAX_BATCH_BYTES } from '../../src/traffic/batch.ts';
import { turnOf } from '../../src/traffic/pace.ts';

test('A lane owes the whole records of its time so far, less those before', () => {
  assert.equal(turnOf(2.5, 1, 0, 5), { from: 0, to: 2, skipped: 0 });
  assert.equal(turnOf(2.5, 2, 2, 5), { from: 2, to: 5, skipped: 0 });
});

test('Slow lanes send a record as soon as one is due', () => {
  assert.equal(turnOf(0.1, 9, 0, 5), { from: 0, to: 0, skipped: 0 });
  assert.equal(turnOf(0.1, 10, 0, 5), { from: 0, to: 1, skipped: 0 });
});

test('A late tick sends its own second and the backlog that is allowed, and skips what is older', () => {
  assert.equal(turnOf(10, 4, 10, 2), { from: 10, to: 40, skipped: 0 });
  assert.equal(turnOf(10, 60, 10, 2), { from: 570, to: 600, skipped: 560 });
  assert.equal(turnOf(10, 60, 10, 0), { from: 590, to: 600, skipped: 580 });
});

test('A clock that reads a little earlier than before owes nothing twice', () => {
  assert.equal(turnOf(10, 1.9, 20, 5), { from: 20, to: 20, skipped: 0 });
});

test('A request takes 500 records', () => {
  const records = Array.from({ length: 1001 }, (_, id) => ({ id, bytes: 200 }));
  const cut = batches(records);
  assert.equal(
    cut.map((batch) => batch.length),
    [500, 500, 1],
  );
  assert.equal(cut.flat(), records);
});

test('A request takes 10 MiB, and a record that is larger than that goes alone', () => {
  const half = MAX_BATCH_BYTES / 2;
  const cut = batches([half, half, 1, MAX_BATCH_BYTES + 1, 1].map((bytes) => ({ bytes })));
  assert.equal(
    cut.map((batch) => batch.map(({ bytes }) => bytes)),
    [[half, half], [1], [MAX_BATCH_BYTES + 1], [1]],
  );
});

test('No records make no request', () => {
  assert.equal(batches([]), []);
});

test('A wait is drawn from nothing up to twice as much with every try, up to the cap', () => {
  const longest = [1, 2, 3, 4].map((attempt) => fullJitterMs(attempt, 100, 500, () => 1));
  assert.equal(longest, [100, 200, 400, 500]);
  assert.is(
    fullJitterMs(3, 100, 500, () => 0.25),
    100,
  );
  assert.is(
    fullJitterMs(9, 100, 500, () => 0),
    0,
  );
});

test.run();
