import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WorkshopError } from '../../src/errors.ts';
import type { OutgoingRecord } from '../../src/traffic/plan.ts';
import type { Put, PutOutcome, RecordAnswer } from '../../src/traffic/put-records.ts';
import { Sender, type SenderOptions } from '../../src/traffic/sender.ts';

const CONFIG = {
  maxInFlight: 2,
  maxAttempts: 3,
  backoffBaseMs: 100,
  backoffCapMs: 5_000,
  maxCatchUpSeconds: 5,
};
const A = 'shardId-000000000000';
const B = 'shardId-000000000001';
const CHILD = 'shardId-000000000004';

test('Only the refused records are sent again, after exponential waits with full jitter', async () => {
  const sizes: number[] = [];
  const waits: number[] = [];
  const sender = sending({
    put: async (records) => {
      sizes.push(records.length);
      // the first half gets through
      return answered(records.map((_, i) => (i < records.length / 2 ? accepted(A) : throttled(A))));
    },
    sleep: async (seconds) => {
      waits.push(seconds);
    },
    random: () => 0.5,
  });
  await sender.offer(records(8));
  await sender.finish();
  assert.equal(sizes, [8, 4, 2]);
  assert.equal(waits, [0.05, 0.1]);
  assert.equal(sender.shards, { [A]: { sent: 8, accepted: 7, givenUp: 1, throttled: 4 + 2 + 1 } });
});

test('A record that was refused by an internal failure is sent again, but is no throttle', async () => {
  let calls = 0;
  const sender = sending({
    put: async () => answered([calls++ === 0 ? { kind: 'failed' } : accepted(A)]),
  });
  await sender.offer(records(1));
  await sender.finish();
  assert.equal(sender.shards, { [A]: { sent: 1, accepted: 1, givenUp: 0, throttled: 0 } });
});

test('A request that is throttled as a whole counts as a refusal of each of its records', async () => {
  let calls = 0;
  const sender = sending({
    put: async (batch) =>
      calls++ === 0 ? { kind: 'throttled' } : answered(batch.map(() => accepted(A))),
  });
  await sender.offer(records(3));
  await sender.finish();
  assert.equal(sender.shards, { [A]: { sent: 3, accepted: 3, givenUp: 0, throttled: 3 } });
});

test('A record counts for the shard that answers, with its earlier refusals, also after a split', async () => {
  let calls = 0;
  const sender = sending({
    put: async () => answered([calls++ === 0 ? throttled(A) : accepted(CHILD)]),
  });
  await sender.offer(records(1));
  await sender.finish();
  assert.equal(sender.shards, {
    [A]: { sent: 0, accepted: 0, givenUp: 0, throttled: 0 },
    [CHILD]: { sent: 1, accepted: 1, givenUp: 0, throttled: 1 },
  });
});

test('What an answer taught about a key holds for its next records that get none', async () => {
  let calls = 0;
  const sender = sending({
    put: async () => (calls++ === 0 ? answered([accepted(CHILD)]) : { kind: 'throttled' }),
  });
  await sender.offer(records(1));
  await sender.finish();
  await sender.offer(records(1));
  await sender.finish();
  assert.equal(sender.shards, {
    [A]: { sent: 0, accepted: 0, givenUp: 0, throttled: 0 },
    [CHILD]: { sent: 2, accepted: 1, givenUp: 1, throttled: 3 },
  });
});

test('Never more requests are under way than are allowed, and offering waits for a place', async () => {
  let underWay = 0;
  let most = 0;
  const answers: (() => void)[] = [];
  const sender = sending({
    put: async (batch) => {
      most = Math.max(most, ++underWay);
      await new Promise<void>((resolve) => answers.push(resolve));
      underWay--;
      return answered(batch.map(() => accepted(A)));
    },
  });
  let isOffered = false;
  const offer = sender.offer(records(1_700)).then(() => {
    isOffered = true;
  });
  await turns();
  assert.is(answers.length, 2);
  assert.not.ok(isOffered);
  while (sender.shards[A]?.accepted !== 1_700) {
    answers.shift()?.();
    await turns();
  }
  await offer;
  await sender.finish();
  assert.is(most, 2);
  assert.equal(sender.shards, { [A]: { sent: 1_700, accepted: 1_700, givenUp: 0, throttled: 0 } });
});

test('A stop lets the answers under way be counted, gives the refused up and sends nothing more', async () => {
  const stop = new AbortController();
  let answer: (outcome: PutOutcome) => void = () => {};
  let requests = 0;
  const sender = sending({
    signal: stop.signal,
    config: { ...CONFIG, maxInFlight: 1 },
    put: () => {
      requests++;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  });
  const offer = sender.offer(records(600));
  await turns();
  stop.abort();
  answer(answered(records(500).map((_, i) => (i < 499 ? accepted(A) : throttled(A)))));
  await offer;
  await sender.finish();
  assert.is(requests, 1);
  assert.equal(sender.shards, { [A]: { sent: 500, accepted: 499, givenUp: 1, throttled: 1 } });
  assert.is(sender.unsent, 100);
});

test('A stop during a wait between tries gives those records up', async () => {
  const stop = new AbortController();
  const sender = sending({
    signal: stop.signal,
    put: async () => answered([throttled(A)]),
    sleep: () =>
      new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(stop.signal.reason));
      }),
  });
  await sender.offer(records(1));
  await turns();
  stop.abort();
  await sender.finish();
  assert.equal(sender.shards, { [A]: { sent: 1, accepted: 0, givenUp: 1, throttled: 1 } });
});

test('An error that the next request would meet, too, stops the sender with everything counted', async () => {
  const missing = new WorkshopError('not-found', 'Stream orders does not exist.', 'Run step 1');
  const sender = sending({
    put: async () => {
      throw missing;
    },
  });
  await sender.offer(records(2)).catch(() => {});
  assert.is(await rejection(sender.finish()), missing);
  assert.is(await rejection(sender.offer(records(3))), missing);
  assert.equal(sender.shards, { [A]: { sent: 2, accepted: 0, givenUp: 2, throttled: 0 } });
  assert.is(sender.unsent, 3);
});

test('A connection that fails every try of a request stops the sender and says so', async () => {
  const sender = sending({
    put: async () => ({ kind: 'no answer', cause: new Error('connect ECONNREFUSED') }),
  });
  await sender.offer(records(2));
  const error = await rejection(sender.finish());
  assert.instance(error, WorkshopError);
  assert.is((error as WorkshopError).code, 'no-connection');
  assert.is(
    (error as WorkshopError).message,
    'Kinesis did not answer 3 tries in a row: connect ECONNREFUSED',
  );
  assert.equal(sender.shards, { [A]: { sent: 2, accepted: 0, givenUp: 2, throttled: 0 } });
});

test('A connection that comes back loses nothing', async () => {
  let calls = 0;
  const sender = sending({
    put: async (batch) =>
      ++calls < 3
        ? { kind: 'no answer', cause: new Error('socket hang up') }
        : answered(batch.map(() => accepted(B))),
  });
  await sender.offer(records(2));
  await sender.finish();
  assert.equal(sender.shards, {
    [A]: { sent: 0, accepted: 0, givenUp: 0, throttled: 0 },
    [B]: { sent: 2, accepted: 2, givenUp: 0, throttled: 0 },
  });
});

function sending(options: Partial<SenderOptions> & { put: Put }): Sender {
  return new Sender({
    config: CONFIG,
    sleep: async () => {},
    random: () => 0,
    signal: new AbortController().signal,
    shardIds: [A],
    ...options,
  });
}

function records(count: number): OutgoingRecord[] {
  const target = { partitionKey: 'shop-0042', shardId: A };
  return Array.from({ length: count }, () => ({ target, data: new Uint8Array(10), bytes: 19 }));
}

function answered(answers: readonly RecordAnswer[]): PutOutcome {
  return { kind: 'answered', answers };
}

function accepted(shardId: string): RecordAnswer {
  return { kind: 'accepted', shardId };
}

function throttled(shardId: string): RecordAnswer {
  return { kind: 'throttled', shardId };
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
}

/** Lets everything that is ready to run do so. */
function turns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test.run();
