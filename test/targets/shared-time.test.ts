import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import { type Patience, SharedTime } from '../../local-aws/shared-time.ts';
import { withWorkshop } from '../support/workshop.ts';

const LONGER_THAN_A_TEST_MS = 60_000;

/** Time whose clock stands still unless it is moved, and who sleeps in it. */
function shared(patience: Partial<Patience> = {}) {
  const clock = new Clock(() => 0);
  const time = new SharedTime(clock, {
    holdsMs: LONGER_THAN_A_TEST_MS,
    answeredWithinMs: LONGER_THAN_A_TEST_MS,
    ...patience,
  });
  const woke: [string, number][] = [];
  const sleep = async (name: string, connection: EventEmitter, seconds: number) => {
    const left = await time.sleep(connection, seconds);
    woke.push([name, clock.now() / 1000]);
    return left;
  };
  return { clock, time, woke, sleep };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('Who sleeps alone moves the clock by as much, and waits for nobody', async () => {
  const { sleep, woke } = shared();
  const ann = new EventEmitter();
  assert.is(await sleep('ann', ann, 60), 0);
  assert.is(await sleep('ann', ann, 0.25), 0);
  assert.equal(woke, [
    ['ann', 60],
    ['ann', 60.25],
  ]);
});

test('Two who sleep are woken in the order of their times, and the clock jumps over nobody', async () => {
  const { sleep, woke } = shared();
  const [ann, bo] = [new EventEmitter(), new EventEmitter()];
  await sleep('ann', ann, 0);
  const walk = async (name: string, connection: EventEmitter, seconds: number, times: number) => {
    for (let n = 0; n < times; n += 1) await sleep(name, connection, seconds);
    connection.emit('close');
  };
  await Promise.all([walk('bo', bo, 3, 2), walk('ann', ann, 2, 4)]);
  assert.equal(woke, [
    ['ann', 0],
    ['ann', 2],
    ['bo', 3],
    ['ann', 4],
    ['bo', 6],
    ['ann', 6],
    ['ann', 8],
  ]);
});

test('Who was woken and is busy holds the clock until it sleeps again', async () => {
  const { sleep, woke, clock } = shared();
  const [ann, bo] = [new EventEmitter(), new EventEmitter()];
  await sleep('ann', ann, 1);
  const boSleeps = sleep('bo', bo, 10);
  await turn();
  assert.is(clock.now(), 1000);
  const annSleeps = sleep('ann', ann, 20);
  await boSleeps;
  assert.equal(woke.at(-1), ['bo', 11]);
  bo.emit('close');
  await annSleeps;
  assert.equal(woke.at(-1), ['ann', 21]);
});

test('Who ends holds the clock no longer, and is waited for no more', async () => {
  const { sleep, woke } = shared();
  const [ann, bo] = [new EventEmitter(), new EventEmitter()];
  await sleep('ann', ann, 1);
  const boSleeps = sleep('bo', bo, 10);
  await turn();
  ann.emit('close');
  await boSleeps;
  const killed = sleep('bo', bo, 5);
  bo.emit('close');
  assert.is(await killed, 0, 'it was due at once');
  assert.equal(woke, [
    ['ann', 1],
    ['bo', 11],
    ['bo', 16],
  ]);
});

test('A sleeper whose connection ends does not pull the clock to its wake-up', async () => {
  const { sleep, clock } = shared();
  const [ann, bo] = [new EventEmitter(), new EventEmitter()];
  await sleep('ann', ann, 1);
  const gone = sleep('bo', bo, 3600);
  await turn();
  bo.emit('close');
  assert.is(await gone, 3600);
  await sleep('ann', ann, 1);
  assert.is(clock.now(), 2000);
});

test('Who is busy for too long holds the clock no longer', async () => {
  const { sleep, woke } = shared({ holdsMs: 20 });
  await sleep('ann', new EventEmitter(), 1);
  await sleep('bo', new EventEmitter(), 10);
  assert.equal(woke, [
    ['ann', 1],
    ['bo', 11],
  ]);
});

test('Who sleeps while somebody is busy for long is told how much is left', async () => {
  const { sleep, clock } = shared({ answeredWithinMs: 20 });
  const [ann, bo] = [new EventEmitter(), new EventEmitter()];
  await sleep('ann', ann, 1);
  assert.is(await sleep('bo', bo, 10), 10);
  ann.emit('close');
  assert.is(await sleep('bo', bo, 10), 0);
  assert.is(clock.now(), 11_000);
});

test('Five hundred waits side by side move the clock by the longest, not by their sum', () =>
  withWorkshop(async ({ cloud }, { partition }) => {
    const beforeMs = partition.clock.now();
    await Promise.all(Array.from({ length: 500 }, () => cloud.sleep(0.2)));
    const movedMs = partition.clock.now() - beforeMs;
    assert.ok(movedMs >= 200 && movedMs < 2_000, `${movedMs} ms`);
  }));

test('Time that is moved at once wakes who is due, whoever is busy', async () => {
  const { sleep, time, woke } = shared();
  const [ann, bo] = [new EventEmitter(), new EventEmitter()];
  await sleep('ann', ann, 1);
  const boSleeps = sleep('bo', bo, 10);
  await turn();
  await time.advance(60);
  ann.emit('close');
  await boSleeps;
  assert.equal(woke.at(-1), ['bo', 61]);
});

test('What fails while time passes is told to who sleeps', async () => {
  const { sleep, clock } = shared();
  const defect = new Error('a defect');
  clock.after(5, () => {
    throw defect;
  });
  try {
    await sleep('ann', new EventEmitter(), 10);
    assert.unreachable('time did not pass');
  } catch (error) {
    assert.is(error, defect);
  }
});

test.run();
