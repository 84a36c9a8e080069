import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry } from '../../src/contract.ts';
import { WorkshopError } from '../../src/errors.ts';
import { endToEnd } from '../../src/runner/end-to-end.ts';
import { Meter } from '../../src/runner/meter.ts';
import { describeStream } from '../../src/stream/stream.ts';
import config from '../../workshop.config.ts';
import { everythingIn } from '../support/account.ts';
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
      assert.equal(await everythingIn(workshop.cloud), []);
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
    ['Clean-up: No stack is left: PASS'],
  );
});

test('After a check that does not pass the clean-up runs, and the second walk is not begun', async () => {
  const { reporter, outcomes } = fakeReporter();
  const cleaned: string[] = [];
  let isDeployed = false;
  const deploy = fakeEntry(
    1,
    'deploy',
    [fakeCheck('It is right', async () => assert.unreachable('It is wrong'))],
    {
      run: async () => {
        isDeployed = true;
      },
    },
  );
  const last = cleanUp(cleaned, () => isDeployed && cleaned.length === 0);
  await endToEnd({ ...options([deploy, last]), reporter });
  assert.equal(
    outcomes().map(({ title, verdict }) => `${title}: ${verdict}`),
    [
      `Walk 1 of 2: ${CONTROL}It is right: PASS`,
      'Walk 1 of 2: It is right: FAIL',
      'Clean-up: No stack is left: PASS',
    ],
  );
});

test('What ends the walks does not end the clean-up, and is what is thrown after it', async () => {
  const walks = fakeWorkshop();
  const lasting = fakeWorkshop();
  const cleaned: string[] = [];
  const ended = new WorkshopError('cannot-tell', 'The time is up', '');
  const broken = fakeEntry(1, 'deploy', [], {
    run: async () => {
      walks.controller.abort(ended);
      throw new Error('The request was interrupted');
    },
  });
  const last = fakeEntry(7, 'clean-up', [], {
    run: async ({ cloud }) => {
      cloud.signal.throwIfAborted();
      assert.is(cloud, lasting.cloud);
      cleaned.push('cleaned up');
    },
  });
  const error = await errorOf(
    endToEnd({ ...options([broken, last]), workshop: walks, toCleanUp: () => lasting }),
  );
  assert.is(error, ended);
  assert.equal(cleaned, ['cleaned up']);
});

test('What a clean-up could not take away is named beside what ended the walks, as a failure', async () => {
  const broken = fakeEntry(1, 'deploy', [], {
    run: async () => {
      throw new WorkshopError('cannot-tell', 'The step broke off', '');
    },
  });
  let looks = 0;
  const last = cleanUp([], () => {
    looks += 1;
    return looks > 1;
  });
  const error = await errorOf(endToEnd(options([broken, last])));
  assert.is(error.code, 'left-behind');
  assert.is(error.message, 'The step broke off. Still there: my-stack.');
  assert.is(error.remedy, 'What is left may cost money. Take it away: npm run clean-up');
});

test('A clean-up that breaks off, too, hides nothing of what came before it', async () => {
  const breaks = (message: string) => ({
    run: async () => {
      throw new WorkshopError('cannot-tell', message, '');
    },
  });
  const entries = [
    fakeEntry(1, 'deploy', [], breaks('The step broke off')),
    fakeEntry(7, 'clean-up', [], breaks('The token has expired')),
  ];
  const error = await errorOf(endToEnd(options(entries)));
  assert.is(error.code, 'cannot-tell');
  assert.is(
    error.message,
    'The step broke off. The clean-up broke off, too. The token has expired.',
  );
});

test('The ceiling on cost holds over both walks together, and ends the second with a clean-up', async () => {
  const [deploy] = await loadCatalogue(ROOT, ['01-deploy']);
  assert.ok(deploy);
  const last = fakeEntry(
    7,
    'clean-up',
    [
      fakeCheck('No stream is left', async (workshop) => {
        assert.is(await describeStream(workshop), undefined, 'The stream is left');
      }),
    ],
    { run: deploy.step.undo },
  );
  await withWorkshop(
    async (local) => {
      const workshop = { ...local, cloud: { ...local.cloud, target: 'aws' as const } };
      const meter = new Meter(workshop);
      const { reporter, outcomes } = fakeReporter();
      const entries = [deploy, last].map((entry) => meter.metered(entry));
      const toCleanUp = () => workshop;
      const error = await errorOf(endToEnd({ ...options(entries), workshop, reporter, toCleanUp }));
      assert.is(error.code, 'over-ceiling');
      assert.is(
        error.message,
        'Step 1 was not run: this workshop has come to 0.06 USD, and the step is estimated to add 0.06 USD, over its ceiling of 0.10 USD',
      );
      assert.equal(
        outcomes().flatMap(({ title, verdict }) =>
          title.endsWith('No stream is left') ? [`${title}: ${verdict}`] : [],
        ),
        [
          `Walk 1 of 2: ${CONTROL}No stream is left: PASS`,
          'Walk 1 of 2: No stream is left: PASS',
          'Clean-up: No stream is left: PASS',
        ],
      );
    },
    { cost: { ...config.cost, ceilingUsd: 0.1 } },
  );
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

async function errorOf(running: Promise<unknown>): Promise<WorkshopError> {
  return running.then(
    () => assert.unreachable('It was not broken off') as never,
    (error: unknown) => error as WorkshopError,
  );
}

function options(entries: readonly CatalogueEntry[]) {
  return {
    entries,
    workshop: fakeWorkshop(),
    toCleanUp: () => fakeWorkshop(),
    reporter: fakeReporter().reporter,
    rounds: 2,
    waitSeconds: 600,
    debug: false,
  };
}

test.run();
