import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry, WorkshopEvent } from '../../src/contract.ts';
import { findLeftovers } from '../../src/leftovers.ts';
import type { Reporter } from '../../src/report/open-reporter.ts';
import { endToEnd } from '../../src/runner/end-to-end.ts';
import { PLAIN } from '../../src/ui/style.ts';
import config from '../../workshop.config.ts';
import { withWorkshop } from '../support/workshop.ts';
import { fakeCheck, fakeEntry, fakeWorkshop } from './fakes.ts';

const CONTROL = 'Before the step this does not pass: ';

test('Two walks in a row go from nothing to nothing, and each check has its negative control', async () => {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  const titles = entries.flatMap(({ checks }) => checks.map(({ title }) => title));
  const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
  await withWorkshop(
    async (workshop) => {
      const outcomes = await endToEnd({ ...options(entries), workshop, findLeftovers });
      const bad = outcomes.filter(({ verdict }) => verdict !== 'PASS');
      assert.equal(bad, []);
      const seen = outcomes.map(({ title }) => title);
      for (const title of titles) {
        assert.is(seen.filter((other) => other === title).length, 2, title);
        assert.is(seen.filter((other) => other === `${CONTROL}${title}`).length, 2, title);
      }
      const left = (await findLeftovers(workshop)).flatMap((proof) => proof.left);
      assert.equal(left, []);
    },
    { traffic: { ...config.traffic, durationSeconds: 200, lanes } },
  );
});

test('A check that passes before its step proves nothing, and fails the run', async () => {
  const blind = fakeEntry(1, 'blind', [fakeCheck('It passes in any world', async () => undefined)]);
  const outcomes = await endToEnd({
    ...options([blind]),
    workshop: fakeWorkshop(),
    findLeftovers: async () => [],
  });
  const [control] = outcomes;
  assert.is(control?.title, `${CONTROL}It passes in any world`);
  assert.is(control?.verdict, 'FAIL');
  assert.is(
    control?.reason,
    'The check passed before its step was run: it can not tell the two apart',
  );
});

test('A check that can not look before its step is no control either', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
  const locked = fakeEntry(1, 'locked', [
    fakeCheck('It may not look', async () => {
      throw denied;
    }),
  ]);
  const [control] = await endToEnd({
    ...options([locked]),
    workshop: fakeWorkshop(),
    findLeftovers: async () => [],
  });
  assert.is(control?.verdict, 'CANNOT TELL');
});

test('After a step that breaks off everything is undone all the same', async () => {
  const undone: string[] = [];
  const entries = [1, 2].map((number) =>
    fakeEntry(number, 'step', [fakeCheck('never', async () => assert.unreachable('not yet'))], {
      run: async () => {
        throw new Error('the step broke off');
      },
      undo: async () => {
        undone.push(`step ${number}`);
      },
    }),
  );
  try {
    await endToEnd({
      ...options(entries),
      workshop: fakeWorkshop(),
      findLeftovers: async () => [],
    });
    assert.unreachable('the step’s error is told');
  } catch (error) {
    assert.is(String(error), 'Error: the step broke off');
  }
  assert.equal(undone, ['step 2', 'step 1']);
});

test('What an earlier run left is named and taken away before the first walk', async () => {
  const said: string[] = [];
  const undone: number[] = [];
  let isLeft = true;
  await endToEnd({
    ...options([
      fakeEntry(1, 'step', [], {
        undo: async () => {
          undone.push(1);
          isLeft = false;
        },
      }),
    ]),
    rounds: 0,
    reporter: { ...reporter(), say: (line) => said.push(line) },
    workshop: fakeWorkshop(),
    findLeftovers: async () => [{ title: 'No stream is left', left: isLeft ? ['my-stream'] : [] }],
  });
  assert.equal(said, ['Left by an earlier run, and taken away first: my-stream']);
  assert.equal(undone, [1]);
});

function options(entries: readonly CatalogueEntry[]) {
  return {
    entries,
    reporter: reporter(),
    rounds: 2,
    waitSeconds: 600,
    debug: false,
    cleanUpCommand: 'npm run clean-up',
  };
}

function reporter(): Reporter {
  return {
    report: (_event: WorkshopEvent) => undefined,
    say: () => undefined,
    settle: () => undefined,
    style: PLAIN,
    close: async () => undefined,
  };
}

test.run();
