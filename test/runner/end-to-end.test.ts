import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry } from '../../src/contract.ts';
import { endToEnd } from '../../src/runner/end-to-end.ts';
import config from '../../workshop.config.ts';
import { withWorkshop } from '../support/workshop.ts';
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
      await endToEnd({ ...options(entries), reporter, workshop });
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

/** The last step, whose check passes once it was run; it notes its runs. */
function cleanUp(cleaned: string[], isLeft: () => boolean = () => cleaned.length === 0) {
  const check = fakeCheck('No stack is left', async () => {
    assert.not(isLeft(), 'Still there: my-stack');
  });
  const run = async () => {
    cleaned.push('cleaned up');
  };
  return fakeEntry(7, 'clean-up', [check], { run });
}

test('After a step that breaks off the clean-up runs all the same, and its proof is told', async () => {
  const { reporter, outcomes } = fakeReporter();
  const cleaned: string[] = [];
  let isDeployed = false;
  const broken = fakeEntry(1, 'deploy', [], {
    run: async () => {
      isDeployed = true;
      throw new Error('the step broke off');
    },
  });
  const skipped = fakeEntry(2, 'produce', [], {
    run: async () => assert.unreachable('the walk is over'),
  });
  const last = cleanUp(cleaned, () => isDeployed && cleaned.length === 0);
  const error = await endToEnd({ ...options([broken, skipped, last]), reporter }).catch(String);
  assert.is(error, 'Error: the step broke off');
  assert.equal(cleaned, ['cleaned up']);
  assert.equal(
    outcomes().map(({ title, verdict }) => `${title}: ${verdict}`),
    ['Walk 1 of 2: No stack is left: PASS'],
  );
});

test('An interrupted walk is not cleaned up: there is no time to wait', async () => {
  const workshop = fakeWorkshop();
  const cleaned: string[] = [];
  const broken = fakeEntry(1, 'deploy', [], {
    run: async () => {
      workshop.controller.abort();
      workshop.controller.signal.throwIfAborted();
    },
  });
  const last = cleanUp(cleaned, () => false);
  await endToEnd({ ...options([broken, last]), workshop }).then(
    () => assert.unreachable('it was interrupted'),
    () => undefined,
  );
  assert.equal(cleaned, []);
});

test('What an earlier run left is named and taken away before the first walk', async () => {
  const { reporter, lines } = fakeReporter();
  const cleaned: string[] = [];
  await endToEnd({ ...options([cleanUp(cleaned)]), rounds: 0, reporter });
  assert.is(
    lines[0],
    'An earlier run left something, which is taken away first. Still there: my-stack',
  );
  assert.equal(cleaned, ['cleaned up']);
});

function options(entries: readonly CatalogueEntry[]) {
  return {
    entries,
    workshop: fakeWorkshop(),
    reporter: fakeReporter().reporter,
    rounds: 2,
    waitSeconds: 600,
    debug: false,
  };
}

test.run();
