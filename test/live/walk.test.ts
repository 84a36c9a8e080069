import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import { classifyAwsError } from '../../src/aws-errors.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { connect } from '../../src/cloud.ts';
import type { Config, Outcome, Verdict, WorkshopEvent } from '../../src/contract.ts';
import type { WalkModel } from '../../src/live/models.ts';
import { FedWalk } from '../../src/live/walk/fed-walk.ts';
import { judgedWalk } from '../../src/live/walk/judged-walk.ts';
import { type GoOn, newWalk, walkAfter } from '../../src/live/walk/walk-reducer.ts';
import { isCleanUp } from '../../src/selection.ts';
import written from '../../workshop.config.ts';
import { fakeCheck, fakeEntry } from '../runner/fakes.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { walkUnattended } from '../support/unattended.ts';
import { view, withPage } from './support.ts';

/** A walk of a tenth of the records, which are enough to judge. */
const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
const config: Config = { ...written, traffic: { ...written.traffic, lanes } };

const passing = async () => undefined;
const ENTRIES = [
  fakeEntry(1, 'first', [fakeCheck('one', passing), fakeCheck('two', passing)]),
  fakeEntry(2, 'second', [fakeCheck('three', passing)]),
];

function step(number: 1 | 2, action: 'run' | 'verify' = 'run'): WorkshopEvent {
  const { stem, of, step } = ENTRIES[number - 1] ?? fakeEntry(9, 'none', []);
  return { event: 'step', step: stem, number, of, title: step.title, action };
}

function check(stem: string, title: string, verdict: Verdict): WorkshopEvent & Outcome {
  const texts = { expected: '', observed: '', evidence: {}, command: '', reason: '', remedy: '' };
  return { event: 'check', step: stem, title, verdict, ...texts };
}

function wait(stem: string, text: string): WorkshopEvent {
  return { event: 'progress', step: stem, progress: { kind: 'wait', text } };
}

/** Each step's state, its verdict and what it does, in short, and what is next. */
function told(...events: readonly WorkshopEvent[]): string[] {
  const goOn: GoOn = ({ stem }) => `do ${stem}`;
  let walk = newWalk(ENTRIES, goOn);
  for (const event of events) walk = walkAfter(walk, event, ENTRIES, goOn);
  return [...walk.steps.map(inShort), walk.next];
}

function inShort({ state, verdict, doing }: WalkModel['steps'][number]): string {
  return `${state}, ${verdict ?? 'no verdict'}${doing === '' ? '' : `, ${doing}`}`;
}

test('A step that runs does what it told of last, and has no verdict before all its checks are judged', () => {
  const begun = [step(1), wait('01-first', 'Stack is made'), wait('01-first', '3 s left')];
  assert.equal(told(...begun), [
    'running, no verdict, 3 s left',
    'not looked at, no verdict',
    'Step 1, Title of first: do 01-first',
  ]);
  const half = [...begun, check('01-first', 'one', 'PASS')];
  assert.is(told(...half)[0], 'running, no verdict, 3 s left');
  const all = [...half, check('01-first', 'two', 'PASS')];
  assert.equal(told(...all), [
    'judged, PASS',
    'not looked at, no verdict',
    'Step 2, Title of second: do 02-second',
  ]);
  assert.is(told(...all, step(2), check('02-second', 'three', 'PASS'))[2], '');
});

test("A step's verdict is the gravest of its checks, each by its last outcome", () => {
  const judged = (one: Verdict, two: Verdict) =>
    told(check('01-first', 'one', one), check('01-first', 'two', two))[0];
  assert.is(judged('PASS', 'NOT YET'), 'judged, NOT YET');
  assert.is(judged('CANNOT TELL', 'NOT YET'), 'judged, CANNOT TELL');
  assert.is(judged('CANNOT TELL', 'FAIL'), 'judged, FAIL');
  const again = [check('01-first', 'one', 'FAIL'), check('01-first', 'two', 'PASS')];
  assert.is(told(...again, check('01-first', 'one', 'PASS'))[0], 'judged, PASS');
});

test('A step that is run again is as new, and one that was left half judged is not looked at', () => {
  const judged = [check('01-first', 'one', 'PASS'), check('01-first', 'two', 'PASS')];
  assert.is(told(...judged, step(1))[0], 'running, no verdict');
  const left = [step(1), check('01-first', 'one', 'PASS'), step(2)];
  assert.equal(told(...left).slice(0, 2), ['not looked at, no verdict', 'running, no verdict']);
  const waited = [...judged, wait('01-first', 'waiting'), step(2)];
  assert.is(told(...waited)[0], 'judged, PASS');
});

test('A walk that is fed shows where it is at, and after many events only what came last', async () => {
  const walk = new FedWalk(ENTRIES);
  const seen: WalkModel[] = [];
  const shown = new Promise<void>((resolve) => {
    walk.watch((json) => {
      seen.push(JSON.parse(json));
      if (seen.length > 1) resolve();
    });
  });
  walk.tell(step(1));
  for (let second = 0; second <= 500; second++) walk.tell(wait('01-first', `${second} s`));
  await shown;
  assert.equal(
    seen.map(({ steps }) => steps.map(({ doing }) => doing)),
    [
      ['', ''],
      ['500 s', ''],
    ],
  );
  assert.is(seen[0]?.next, 'Step 1, Title of first: go on in the terminal of the workshop');
});

test('Both ends of a walk are seen in the page: from nothing but the clean-up, to all but the clean-up', async () => {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  const building = entries.filter(({ stem }) => !isCleanUp(stem));
  const inAll = (walk: WalkModel) => walk.steps.map(inShort).join('; ');
  const before = [...building.map(() => 'judged, FAIL'), 'judged, PASS'].join('; ');
  const after = [...building.map(() => 'judged, PASS'), 'not looked at, no verdict'].join('; ');
  await withLocalAws(
    async ({ url: endpoint }) => {
      const { signal } = new AbortController();
      const region = 'us-east-1';
      const cloud = await connect({ target: 'local', region, endpoint, realTime: false, signal });
      const look = async (url: string) => {
        const viewer = await view(url);
        const begun = await viewer.until(
          'walk',
          ({ steps }) => steps[1]?.state === 'not looked at',
        );
        assert.equal(begun.steps.slice(0, 2).map(inShort), [
          'judged, FAIL',
          'not looked at, no verdict',
        ]);
        const { next } = await viewer.until('walk', (walk) => inAll(walk) === before);
        assert.is(next, 'Step 1, Deploy a stream of four shards: npm run workshop');
        const { ended } = await walkUnattended({ cloud, config }, building);
        assert.is(ended, 'done');
        const walk = await viewer.until('walk', (seen) => inAll(seen) === after);
        assert.is(walk.next, 'Step 7, Leave nothing behind: npm run clean-up');
        assert.is(walk.steps[0]?.outcomes[0]?.title, 'The stack of the stream is complete');
        viewer.close();
      };
      try {
        await withPage(endpoint, look, judgedWalk(config, entries));
      } finally {
        cloud.close();
      }
    },
    { clock: new Clock() },
  );
});

test('An AWS that does not answer gives no verdicts: what was judged before stays', async () => {
  const cloud = await withLocalAws(({ url: endpoint }) =>
    connect({
      target: 'local',
      region: 'us-east-1',
      endpoint,
      realTime: true,
      signal: new AbortController().signal,
      maxAttempts: 1,
    }),
  );
  const shown: WalkModel[] = [];
  const look = judgedWalk(config, ENTRIES);
  const error = await look(cloud, (walk) => shown.push(walk)).catch((reason: unknown) => reason);
  cloud.close();
  assert.is(classifyAwsError(error).kind, 'no-connection');
  assert.equal(shown, []);
});

test.run();
