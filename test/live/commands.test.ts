import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WalkPage } from '../../src/live/walk-page.ts';
import type { Choice } from '../../src/runner/asker.ts';
import { attend } from '../../src/runner/attend.ts';
import { interruptScript, runScript } from '../cli/support.ts';
import { fakeCheck, fakeEntry, fakeReporter, fakeWorkshop } from '../runner/fakes.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { withWorkshop } from '../support/workshop.ts';
import { view } from './support.ts';

test('The page is served at the address that is printed until Ctrl-C, which is its proper end', async () => {
  await withLocalAws(async ({ url }) => {
    const { exitStatus, stdout, stderr } = await interruptScript(
      /Ctrl-C ends it\./,
      'dashboard',
      '--target',
      url,
      '--port',
      '0',
      '--minutes',
      '15',
    );
    assert.match(stdout, `AWS endpoint ${url}, region us-east-1, time-lapse`);
    assert.match(stdout, /^Live page at http:\/\/127\.0\.0\.1:\d+\/\?minutes=15$/m);
    assert.is(stderr, '');
    assert.is(exitStatus, 0);
  });
});

test('What can not be meant is refused before anything is touched', async () => {
  const { exitStatus, stderr } = await runScript('dashboard', '--minutes', '0');
  assert.is(exitStatus, 2);
  assert.is(stderr, '--minutes 0 is not a whole number from 1 to 21600, which are 15 days\n');
});

test('An AWS that does not answer at the start ends the command', async () => {
  const url = await withLocalAws(async (aws) => aws.url);
  const { exitStatus, stderr } = await runScript('dashboard', '--target', url);
  assert.is(exitStatus, 4);
  assert.match(stderr, `Nothing answers at ${url}\n`);
});

test("A walk's own page is told of what happened before it was opened, judges nothing, and shows its end", async () => {
  await withWorkshop(async (workshop) => {
    let judged = 0;
    const check = fakeCheck('one', async () => {
      judged += 1;
    });
    const entry = fakeEntry(1, 'first', [check]);
    const { stem, number, of, step } = entry;
    const { reporter, lines, events } = fakeReporter();
    const page = new WalkPage({
      workshop,
      entries: [entry],
      reporter,
      terminal: { stdinIsTty: true, stdoutIsTty: false },
      options: { profile: undefined, debug: false },
    });
    const { report } = page.toldBy(reporter);
    report({ event: 'step', step: stem, number, of, title: step.title, action: 'run' });
    await page.open();
    try {
      const [, url = ''] = /^Live page at (.*)$/.exec(lines[0] ?? '') ?? [];
      const [html, script, style] = await Promise.all(
        ['', 'page.js', 'page.css'].map(async (path) => (await fetch(`${url}${path}`)).text()),
      );
      assert.match(html ?? '', '<script type="module" src="/page.js">');
      assert.ok((script?.length ?? 0) > 10_000 && (style?.length ?? 0) > 1_000);
      const viewer = await view(url);
      const running = await viewer.until('walk', () => true);
      assert.is(running.steps[0]?.state, 'running');
      report({ event: 'progress', step: stem, progress: { kind: 'fact', text: 'half done' } });
      await viewer.until('walk', ({ steps }) => steps[0]?.doing === 'half done');
      await page.open();
      assert.equal(lines, [`Live page at ${url}`, `Live page at ${url}`]);
      assert.is(events.length, 2);
      assert.is(judged, 0);
      const outcome = { title: 'one', verdict: 'PASS', expected: '', observed: '' } as const;
      const rest = { step: stem, evidence: {}, command: '', reason: '', remedy: '' };
      report({ event: 'check', ...outcome, ...rest });
      await page.close();
      const { steps, standing, hasEnded } = await viewer.until('walk', (walk) => !!walk.hasEnded);
      assert.equal(
        [steps[0]?.verdict, standing, hasEnded],
        ['PASS', 'The workshop is done: every step passes.', true],
      );
    } finally {
      await page.close();
    }
  });
});

test('A walk that is asked to opens the page before its first step, and ends it with itself', async () => {
  await withLocalAws(async ({ url }) => {
    const { exitStatus, stdout } = await runScript(
      'workshop',
      '--target',
      url,
      '--yes',
      '--to',
      '2',
      '--dashboard',
    );
    assert.match(stdout, /^Live page at http:\/\/127\.0\.0\.1:47\d\d\/$[\s\S]*^Step 1 of 7: /m);
    assert.is(exitStatus, 0);
  });
});

test("A step's menu opens the page and comes back", async () => {
  const { reporter } = fakeReporter();
  const choices: Choice[] = ['page', 'page', 'quit'];
  let opened = 0;
  const ended = await attend(fakeEntry(1, 'first', []), [], {
    workshop: fakeWorkshop(),
    reporter,
    asker: {
      choose: async () => choices.shift() ?? 'quit',
      confirm: async () => false,
      watchKey: () => ({
        isPressed: () => false,
        pressed: Promise.resolve(),
        stop: () => undefined,
      }),
    },
    endpoint: '',
    openPage: async () => {
      opened += 1;
    },
    waitSeconds: 0,
    debug: false,
  });
  assert.equal([ended, opened, choices], ['quit', 2, []]);
});

test.run();
