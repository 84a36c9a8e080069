import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { undoSteps } from '../../src/clean-up/undo-steps.ts';
import type { CatalogueEntry } from '../../src/contract.ts';
import { fakeEntry, fakeWorkshop } from './fakes.ts';

/** Three steps of which each notes that it was undone, then does this. */
function steps(undone: string[], then: (name: string) => void): CatalogueEntry[] {
  return ['deploy', 'enable', 'produce'].map((name, index) =>
    fakeEntry(index + 1, name, [], {
      undo: async () => {
        undone.push(name);
        then(name);
      },
    }),
  );
}

test('the last step is undone first, and one that can not be undone does not stop the others', async () => {
  const undone: string[] = [];
  const entries = steps(undone, (name) => {
    if (name === 'produce') throw Object.assign(new Error('no right'), { name: 'AccessDenied' });
  });
  const told: string[] = [];
  await undoSteps(entries, fakeWorkshop(), (progress) => {
    if (progress.kind === 'fact') told.push(progress.text);
  });
  assert.equal(undone, ['produce', 'enable', 'deploy']);
  assert.equal(told, [
    'Undo step 3, Title of produce',
    'AWS denies access. AccessDenied: no right',
    'Allow this action in your IAM policy (the README has one ready), then run the same command again',
    'Undo step 2, Title of enable',
    'Undo step 1, Title of deploy',
  ]);
});

test('an interrupt ends the undoing before the next step', async () => {
  const workshop = fakeWorkshop();
  const undone: string[] = [];
  const entries = steps(undone, () => {
    workshop.controller.abort();
    workshop.cloud.signal.throwIfAborted();
  });
  const error = await undoSteps(entries, workshop, () => undefined).catch((thrown) => thrown);
  assert.is(error.name, 'AbortError');
  assert.equal(undone, ['produce']);
});

test.run();
