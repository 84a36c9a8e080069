import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CleanUpOptions, cleanUp } from '../../src/runner/clean-up.ts';
import { fakeCheck, fakeEntry, fakeReporter, fakeWorkshop } from './fakes.ts';

const proof = (run: () => Promise<void>) => fakeCheck('No stream is left', run);

async function cleaned(changes: Partial<CleanUpOptions> = {}) {
  const { reporter, events, lines } = fakeReporter();
  const outcomes = await cleanUp({
    workshop: fakeWorkshop(),
    entries: [],
    proofs: [proof(async () => undefined)],
    report: reporter.report,
    say: reporter.say,
    waitSeconds: 0,
    debug: false,
    ...changes,
  });
  return { outcomes, lines, events };
}

test('the last step is undone first, and one that can not be undone does not stop the others', async () => {
  const undone: string[] = [];
  const undo = (name: string) => async () => {
    undone.push(name);
    if (name === 'produce') throw Object.assign(new Error('no right'), { name: 'AccessDenied' });
  };
  const entries = ['deploy', 'enable', 'produce'].map((name, index) =>
    fakeEntry(index + 1, name, [], { undo: undo(name) }),
  );
  const { lines, outcomes } = await cleaned({ entries });
  assert.equal(undone, ['produce', 'enable', 'deploy']);
  assert.is(lines[0], '  AWS denies access. AccessDenied: no right');
  assert.equal(
    outcomes.map(({ title, verdict }) => `${title}: ${verdict}`),
    ['No stream is left: PASS'],
  );
});

test('what is left is named, and is a FAIL', async () => {
  const { outcomes } = await cleaned({
    proofs: [proof(async () => assert.unreachable('Still there: hot-shard-data-stream'))],
  });
  const [outcome] = outcomes;
  assert.is(outcome?.verdict, 'FAIL');
  assert.is(outcome?.reason, 'Still there: hot-shard-data-stream');
});

test('an AWS that can not be read proves nothing', async () => {
  const { outcomes } = await cleaned({
    proofs: [
      proof(async () => {
        throw Object.assign(new Error('no right'), { name: 'AccessDenied' });
      }),
    ],
  });
  assert.equal(
    outcomes.map(({ verdict, reason }) => `${verdict}: ${reason}`),
    ['CANNOT TELL: AWS denies access. AccessDenied: no right'],
  );
});

test('an interrupt ends the clean-up before the next step', async () => {
  const workshop = fakeWorkshop();
  const undone: string[] = [];
  const entries = ['deploy', 'enable'].map((name, index) =>
    fakeEntry(index + 1, name, [], {
      undo: async () => {
        undone.push(name);
        workshop.controller.abort();
      },
    }),
  );
  const error = await cleaned({ workshop, entries }).catch((thrown: unknown) => thrown);
  assert.is((error as { code?: string }).code, 'interrupted');
  assert.equal(undone, ['enable']);
});

test.run();
