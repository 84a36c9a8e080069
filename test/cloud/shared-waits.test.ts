import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sharedWaits } from '../../src/aws/shared-waits.ts';

const GOES_ON = new AbortController().signal;

test('In a time-lapse waits side by side pass together, each at its own time', async () => {
  const cloud = lapse();
  const sleep = sharedWaits(cloud, async () => {});
  const woke: [string, number][] = [];
  const waiting = [
    ['tick', 1],
    ['first', 0.2],
    ['second', 0.5],
  ] as const;
  await Promise.all(
    waiting.map(async ([name, seconds]) => {
      await sleep(seconds, GOES_ON);
      woke.push([name, cloud.now()]);
    }),
  );
  assert.equal(woke, [
    ['first', 200],
    ['second', 500],
    ['tick', 1000],
  ]);
});

test('A wait that begins when another ends comes before a longer one', async () => {
  const cloud = lapse();
  const sleep = sharedWaits(cloud, async () => {});
  const woke: number[] = [];
  const again = async () => {
    for (let n = 0; n < 3; n++) {
      await sleep(0.25, GOES_ON);
      woke.push(cloud.now());
    }
  };
  await Promise.all([again(), sleep(1, GOES_ON).then(() => woke.push(cloud.now()))]);
  assert.equal(woke, [250, 500, 750, 1000]);
});

test('Time does not pass while a request is under way', async () => {
  const cloud = lapse();
  let answer = () => {};
  const underWay = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const sleep = sharedWaits(cloud, () => underWay);
  const slept = sleep(1, GOES_ON);
  await new Promise((resolve) => setImmediate(resolve));
  assert.is(cloud.now(), 0);
  answer();
  await slept;
  assert.is(cloud.now(), 1000);
});

test('Time does not pass for whoever has ended, and passes for the others', async () => {
  const cloud = lapse();
  const sleep = sharedWaits(cloud, async () => {});
  const ended = new AbortController();
  const early = sleep(0.5, ended.signal).catch((error: unknown) => error);
  const late = sleep(2, GOES_ON);
  ended.abort(new Error('its check is over'));
  assert.is(String(await early), 'Error: its check is over');
  await late;
  assert.equal(cloud.slept, [2]); // in one go, with nobody to be woken at 0.5
});

test('When time can not pass any more every wait ends with that error', async () => {
  const gone = new Error('gone');
  const cloud = {
    ...lapse(),
    sleep: async () => {
      throw gone;
    },
  };
  const sleep = sharedWaits(cloud, async () => {});
  const ends = await Promise.allSettled([sleep(1, GOES_ON), sleep(2, GOES_ON)]);
  assert.equal(
    ends.map((end) => end.status === 'rejected' && end.reason),
    [gone, gone],
  );
});

/** A cloud whose clock starts at 0 and only moves when somebody sleeps. */
function lapse() {
  let nowMs = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => nowMs,
    sleep: async (seconds: number) => {
      slept.push(seconds);
      nowMs += seconds * 1000;
    },
  };
}

test.run();
