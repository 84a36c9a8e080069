import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CatalogueEntry, Outcome } from '../../src/contract.ts';
import { NotYet, WorkshopError } from '../../src/errors.ts';
import type { Asker, Choice } from '../../src/runner/asker.ts';
import { type WalkEnd, type WalkOptions, walk } from '../../src/runner/walk.ts';

import { type FakeWorkshop, fakeCheck, fakeEntry, fakeReporter, fakeWorkshop } from './fakes.ts';

/** A step whose check passes once it was run; it notes its runs. */
function doable(number: number, name: string, ran: string[], done = false): CatalogueEntry {
  let isDone = done;
  const check = fakeCheck(`${name} is done`, async () => assert.ok(isDone, `${name} is not done`));
  const run = async () => {
    ran.push(name);
    isDone = true;
  };
  return fakeEntry(number, name, [check], { run });
}

/** A person who answers as written down; running out of answers fails the test. */
function scripted(choices: Choice[], confirms: boolean[] = []): Asker {
  return {
    choose: async () => choices.shift() ?? assert.unreachable('no choice is left'),
    confirm: async () => confirms.shift() ?? assert.unreachable('no answer is left'),
    watchKey: () => ({
      isPressed: () => false,
      pressed: Promise.resolve(),
      stop: () => undefined,
    }),
  } as Asker;
}

interface Run {
  readonly ended: WalkEnd;
  readonly outcomes: Outcome[];
  readonly lines: string[];
  readonly actions: string[];
  readonly at: string[];
}

async function walkWith(
  entries: readonly CatalogueEntry[],
  options: Partial<WalkOptions> & { readonly workshop?: FakeWorkshop } = {},
): Promise<Run> {
  const { reporter, events, lines, outcomes } = fakeReporter();
  const at: string[] = [];
  const ended = await walk({
    workshop: fakeWorkshop(),
    reporter,
    asker: undefined,
    entries,
    before: [],
    again: false,
    waitSeconds: 600,
    debug: false,
    endpoint: '',
    openPage: async () => undefined,
    onStep: ({ stem }) => at.push(stem),
    ...options,
  });
  const actions = events.flatMap((event) =>
    event.event === 'step'
      ? [`${event.step} ${event.action}`]
      : event.event === 'check'
        ? [`${event.title}: ${event.verdict}`]
        : [],
  );
  return { ended, outcomes: outcomes(), lines: lines.map(timeless), actions, at };
}

/** `Step 1: 1 PASS in … s` */
function timeless(line: string): string {
  return line.replace(/ in [\d.]+ s$/, ' in … s');
}

test('unattended, each step is run and its checks are judged', async () => {
  const ran: string[] = [];
  const walked = await walkWith([doable(1, 'deploy', ran), doable(2, 'produce', ran)]);
  assert.equal(ran, ['deploy', 'produce']);
  assert.is(walked.ended, 'done');
  assert.equal(walked.actions, [
    '01-deploy run',
    'deploy is done: PASS',
    '02-produce run',
    'produce is done: PASS',
  ]);
});

test('a step whose checks pass already is shown as done and passed over', async () => {
  const ran: string[] = [];
  const walked = await walkWith([doable(1, 'deploy', ran, true), doable(2, 'produce', ran)]);
  assert.equal(ran, ['produce']);
  assert.equal(walked.actions.slice(0, 2), ['01-deploy done before', 'deploy is done: PASS']);
  assert.is(walked.outcomes.length, 2);
});

test('a step that was named alone is run again', async () => {
  const ran: string[] = [];
  await walkWith([doable(2, 'produce', ran, true)], { again: true });
  assert.equal(ran, ['produce']);
});

test('a step whose check does not pass ends an unattended walk', async () => {
  const ran: string[] = [];
  const never = fakeEntry(1, 'deploy', [
    fakeCheck('never', async () => assert.unreachable('it is not so')),
  ]);
  const walked = await walkWith([never, doable(2, 'produce', ran)]);
  assert.is(walked.ended, 'stopped');
  assert.equal(ran, []);
  assert.equal(walked.actions, ['01-deploy run', 'never: FAIL']);
  assert.equal(walked.at, ['01-deploy']);
});

test('what is missing before --from is done first, and only that', async () => {
  const ran: string[] = [];
  const before = [doable(1, 'deploy', ran, true), doable(2, 'enable', ran)];
  const walked = await walkWith([doable(3, 'produce', ran)], { before });
  assert.equal(ran, ['enable', 'produce']);
  assert.equal(walked.lines, [
    'Missing before that: step 2, Title of enable.',
    'It is done first.',
    'Step 2: 1 PASS in … s',
    'Step 3: 1 PASS in … s',
  ]);
});

test('with a person, what is missing before is done only after a yes', async () => {
  const ran: string[] = [];
  const error = await walkWith([doable(2, 'produce', ran)], {
    before: [doable(1, 'deploy', ran)],
    asker: scripted([], [false]),
  }).catch((thrown: unknown) => thrown);
  assert.is((error as WorkshopError).code, 'interrupted');
  assert.is((error as WorkshopError).message, 'Nothing was done.');
  assert.equal(ran, []);
  await walkWith([doable(2, 'produce', ran)], {
    before: [doable(1, 'deploy', ran)],
    asker: scripted(['run'], [true]),
  });
  assert.equal(ran, ['deploy', 'produce']);
});

test('a person reads the guide, sees the commands and the hint, and has the step run', async () => {
  const ran: string[] = [];
  const { lines, ended } = await walkWith([doable(1, 'deploy', ran)], {
    asker: scripted(['commands', 'hint', 'run']),
  });
  assert.equal(lines, [
    '',
    'Step 1 of 3: Title of deploy',
    'About 90 s of cloud time, seconds of yours. On AWS it would add nothing to the bill.',
    '',
    'Why deploy.',
    '',
    'How deploy.',
    '',
    'aws deploy',
    'Hint for deploy',
    'Step 1: 1 PASS in … s',
  ]);
  assert.equal(ran, ['deploy']);
  assert.is(ended, 'done');
});

test('the cursor of the menu stands where it was', async () => {
  const stood: Choice[] = [];
  const answers = scripted(['hint', 'commands', 'skip']);
  const choose: Asker['choose'] = (last) => {
    stood.push(last);
    return answers.choose(last);
  };
  await walkWith([doable(1, 'deploy', [])], { asker: { ...answers, choose } });
  assert.equal(stood, ['run', 'hint', 'commands']);
});

test('a skipped step is left as it is, with the verdict that it has', async () => {
  const ran: string[] = [];
  const walked = await walkWith([doable(1, 'deploy', ran), doable(2, 'produce', ran)], {
    asker: scripted(['skip', 'run']),
  });
  assert.equal(ran, ['produce']);
  assert.equal(
    walked.outcomes.map(({ title, verdict }) => `${title}: ${verdict}`),
    ['deploy is done: FAIL', 'produce is done: PASS'],
  );
});

test('between two steps a person is asked to go on, before the next guide takes the screen', async () => {
  const ran: string[] = [];
  const entries = [doable(1, 'deploy', ran), doable(2, 'produce', ran), doable(3, 'see', ran)];
  const asked: string[] = [];
  const asker = scripted(['run', 'skip', 'run']);
  const confirm = async (question: string) => asked.push(question) > 0;
  const walked = await walkWith(entries, { asker: { ...asker, confirm } });
  assert.is(walked.ended, 'done');
  assert.equal(asked, ['Go on to step 2?']);
  const stopped = await walkWith([doable(1, 'deploy', ran), doable(2, 'produce', ran)], {
    asker: scripted(['run'], [false]),
  });
  assert.is(stopped.ended, 'quit');
  assert.equal(stopped.at, ['01-deploy', '02-produce']);
});

test('a person who quits leaves the rest undone', async () => {
  const ran: string[] = [];
  const walked = await walkWith([doable(1, 'deploy', ran), doable(2, 'produce', ran)], {
    asker: scripted(['run', 'quit'], [true]),
  });
  assert.is(walked.ended, 'quit');
  assert.equal(ran, ['deploy']);
  assert.is(walked.at.at(-1), '02-produce');
});

test('a step that breaks off is explained, and the menu comes back', async () => {
  let tries = 0;
  const entry = fakeEntry(
    1,
    'deploy',
    [fakeCheck('it is done', async () => assert.is(tries, 2, 'it is not done'))],
    {
      run: async () => {
        tries += 1;
        if (tries === 1) throw new WorkshopError('stack-failed', 'Stack x failed: no', 'Try again');
      },
    },
  );
  const { lines, ended } = await walkWith([entry], { asker: scripted(['run', 'run']) });
  assert.equal(lines.slice(-4), [
    'Stack x failed: no',
    'Try again',
    'Not every check of this step passes yet.',
    'Step 1: 1 PASS in … s',
  ]);
  assert.is(ended, 'done');
});

test('a step done by hand passes as soon as its checks do, and what is missing is said', async () => {
  let looks = 0;
  const check = fakeCheck('it is done', async () => {
    looks += 1;
    assert.ok(looks >= 4, `missing at look ${looks}`);
  });
  const { actions, lines } = await walkWith([fakeEntry(1, 'deploy', [check])], {
    asker: scripted(['by hand']),
  });
  assert.is(looks, 4);
  assert.equal(actions, ['01-deploy by hand', 'it is done: PASS']);
  assert.equal(lines.slice(-2), [
    'aws deploy',
    'Do it in another terminal. I look every 2 s, for 30 min; any key brings the menu back.',
  ]);
});

test('by hand, the clock is moved forward only where time is all that is missing', async () => {
  const workshop = fakeWorkshop();
  let looks = 0;
  const check = fakeCheck('it is done', async () => {
    looks += 1;
    if (looks <= 2) assert.unreachable('not started');
    if (looks === 3) throw new NotYet('the minute is not complete', 30);
  });
  await walkWith([fakeEntry(1, 'deploy', [check])], { workshop, asker: scripted(['by hand']) });
  assert.equal(workshop.slept, [15]);
});

test('an unattended walk waits for a step that needs only time, and does not run it again', async () => {
  const ran: string[] = [];
  const workshop = fakeWorkshop();
  const startMs = workshop.cloud.now();
  const check = fakeCheck('data is there', async ({ cloud }) => {
    if (cloud.now() < startMs + 30_000) throw new NotYet('the minute is not complete', 60);
  });
  const entry = fakeEntry(3, 'produce', [check], {
    run: async () => {
      ran.push('produce');
    },
  });
  const { actions } = await walkWith([entry], { workshop });
  assert.equal(ran, []);
  assert.equal(actions, ['03-produce done before', 'data is there: PASS']);
});

test('an error of a step ends an unattended walk as that error', async () => {
  const failing = new WorkshopError('stack-failed', 'Stack x failed', 'Try again');
  const entry = fakeEntry(1, 'deploy', [fakeCheck('t', async () => assert.unreachable('no'))], {
    run: async () => {
      throw failing;
    },
  });
  assert.is(await walkWith([entry]).catch((error: unknown) => error), failing);
});

test.run();
