import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Cloud } from '../../src/contract.ts';
import { type Connect, Link } from '../../src/live/link.ts';
import { type Round, Source, type SourceOptions } from '../../src/live/source.ts';
import { fakeWorkshop } from '../runner/fakes.ts';

/** Connections to no AWS, which tell when they were opened and closed. */
function fakeConnect(): { connect: Connect; opened: () => number; closed: () => number } {
  let opened = 0;
  let closed = 0;
  return {
    connect: async (signal) => {
      opened += 1;
      return {
        ...fakeWorkshop().cloud,
        signal,
        close: () => {
          closed += 1;
        },
      };
    },
    opened: () => opened,
    closed: () => closed,
  };
}

/** Ends with the connection, as a request that is never answered does. */
async function hang({ signal }: Cloud): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw new Error('aborted');
}

function fakeSource(
  look: SourceOptions<number>['look'],
  { connect, everyMs = 1, withinMs = 10_000 }: Partial<SourceOptions<number>> = {},
): { source: Source<number>; round: () => Promise<Round> } {
  let tell: (round: Round) => void = () => undefined;
  const source = new Source<number>({
    connect: connect ?? fakeConnect().connect,
    look,
    everyMs,
    withinMs,
    onRound: (round) => tell(round),
  });
  return {
    source,
    round: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
  };
}

test('A look that hangs ends by its deadline, and the next one has a new connection', async () => {
  const { connect, opened, closed } = fakeConnect();
  const link = new Link(connect);
  const error = await link.use(hang, 20).catch((reason: Error) => reason);
  assert.is((error as Error).message, 'AWS took longer than 0.02 s to answer');
  assert.equal([opened(), closed()], [1, 1]);
  await link.use(async () => undefined, 10_000);
  await link.use(async () => undefined, 10_000);
  assert.equal([opened(), closed()], [2, 1]);
  link.close();
  assert.equal([opened(), closed()], [2, 2]);
});

test('A round that fails leaves what was shown, and says why until one succeeds', async () => {
  const answers = [1, new Error('down'), new Error('still down'), 2];
  const { source, round } = fakeSource(async (_cloud, show) => {
    const answer = answers.shift() ?? 2;
    if (answer instanceof Error) throw answer;
    show(answer);
  });
  const shown: string[] = [];
  const first = round();
  const end = source.watch((json) => shown.push(json));
  assert.is((await first).turned, false);
  assert.equal([shown, source.trouble], [['1'], '']);
  assert.is((await round()).turned, true);
  assert.equal([shown, source.trouble], [['1'], 'Error: down']);
  const third = await round();
  assert.equal([third.turned, third.nowMs], [false, undefined]);
  assert.is((await round()).turned, true);
  assert.equal([shown, source.trouble], [['1', '2'], '']);
  end();
});

test('No two rounds are under way at once, whoever wakes, leaves and comes', async () => {
  let underWay = 0;
  let most = 0;
  let rounds = 0;
  const { source, round } = fakeSource(async (cloud) => {
    rounds += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    // the first one lasts until its viewer goes
    if (rounds === 1) await hang(cloud).catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
  });
  const leave = source.watch(() => undefined);
  source.wake();
  await new Promise((resolve) => setImmediate(resolve));
  leave();
  const second = round();
  const end = source.watch(() => undefined);
  source.wake();
  await second;
  assert.equal([most, rounds], [1, 2]);
  end();
});

test('Who leaves and comes back does not make the next round come earlier', async () => {
  let rounds = 0;
  const { source, round } = fakeSource(
    async (_cloud, show) => {
      rounds += 1;
      show(rounds);
    },
    { everyMs: 3_600_000 },
  );
  const first = round();
  source.watch(() => undefined)();
  const end = source.watch(() => undefined);
  await first;
  end();
  const shown: string[] = [];
  const again = source.watch((json) => shown.push(json));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal([rounds, shown], [1, ['1']]);
  const woken = round();
  source.wake();
  await woken;
  assert.equal([rounds, shown], [2, ['1', '2']]);
  again();
});

test('After a look that failed the next one waits for nothing but that something has changed', async () => {
  let rounds = 0;
  const { source, round } = fakeSource(
    async (cloud) => {
      rounds += 1;
      if (rounds === 1) await hang(cloud);
    },
    { everyMs: 3_600_000, withinMs: 100 },
  );
  const end = source.watch(() => undefined);
  await round();
  source.wake();
  await new Promise((resolve) => setImmediate(resolve));
  assert.is(rounds, 2);
  end();
});

test('A change while a look is under way makes the next one follow it', async () => {
  let rounds = 0;
  const { source, round } = fakeSource(
    async () => {
      rounds += 1;
      if (rounds === 1) source.wake();
    },
    { everyMs: 3_600_000 },
  );
  const end = source.watch(() => undefined);
  await round();
  await round();
  assert.is(rounds, 2);
  end();
});

test.run();
