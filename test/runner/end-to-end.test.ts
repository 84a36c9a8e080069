import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry } from '../../src/contract.ts';
import { leftovers } from '../../src/leftovers.ts';
import { endToEnd } from '../../src/runner/end-to-end.ts';
import config from '../../workshop.config.ts';
import { verdicts, withWorkshop } from '../support/workshop.ts';
import { fakeCheck, fakeEntry, fakeReporter, fakeWorkshop } from './fakes.ts';

const CONTROL = 'Before the step this does not pass: ';

test('Two walks in a row go from nothing to nothing, and each check has its negative control', async () => {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  const titles = entries.flatMap(({ checks }) => checks.map(({ title }) => title));
  const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
  await withWorkshop(
    async (workshop) => {
      const told = fakeReporter();
      const { reporter } = told;
      await endToEnd({ ...options(entries), reporter, workshop, proofs: leftovers });
      const outcomes = told.outcomes();
      const bad = outcomes.filter(({ verdict }) => verdict !== 'PASS');
      assert.equal(bad, []);
      const seen = outcomes.map(({ title }) => title);
      for (const title of titles) {
        for (const round of ['Walk 1 of 2: ', 'Walk 2 of 2: ']) {
          assert.ok(seen.includes(`${round}${title}`), title);
          assert.ok(seen.includes(`${round}${CONTROL}${title}`), title);
        }
      }
      assert.equal(Object.values(await verdicts(leftovers, workshop)), ['PASS', 'PASS', 'PASS']);
    },
    { traffic: { ...config.traffic, durationSeconds: 200, lanes } },
  );
});

test('A check that passes before its step proves nothing, and fails the run', async () => {
  const blind = fakeEntry(1, 'blind', [fakeCheck('It passes in any world', async () => undefined)]);
  const { reporter, outcomes } = fakeReporter();
  await endToEnd({ ...options([blind]), reporter });
  const [control] = outcomes();
  assert.is(control?.title, `Walk 1 of 2: ${CONTROL}It passes in any world`);
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
  const { reporter, outcomes } = fakeReporter();
  await endToEnd({ ...options([locked]), reporter });
  const [control] = outcomes();
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
    await endToEnd(options(entries));
    assert.unreachable('the step’s error is told');
  } catch (error) {
    assert.is(String(error), 'Error: the step broke off');
  }
  assert.equal(undone, ['step 2', 'step 1']);
});

test('What an earlier run left is named and taken away before the first walk', async () => {
  const { reporter, lines } = fakeReporter();
  const undone: number[] = [];
  let isLeft = true;
  const proof = fakeCheck('No stream is left', async () => {
    assert.not(isLeft, 'Still there: my-stream');
  });
  const step = fakeEntry(1, 'step', [], {
    undo: async () => {
      undone.push(1);
      isLeft = false;
    },
  });
  await endToEnd({ ...options([step]), rounds: 0, reporter, proofs: [proof] });
  assert.equal(lines, [
    'An earlier run left something, which is taken away first. Still there: my-stream',
  ]);
  assert.equal(undone, [1]);
});

function options(entries: readonly CatalogueEntry[]) {
  return {
    entries,
    workshop: fakeWorkshop(),
    proofs: [],
    reporter: fakeReporter().reporter,
    rounds: 2,
    waitSeconds: 600,
    debug: false,
  };
}

test.run();
