import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import { classifyAwsError } from '../../src/aws/aws-errors.ts';
import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
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
  return toldOf(ENTRIES, events);
}

function toldOf(entries: typeof ENTRIES, events: readonly WorkshopEvent[]): string[] {
  const goOn: GoOn = ({ stem }) => `do ${stem}`;
  let walk = newWalk(entries, goOn);
  for (const event of events) walk = walkAfter(walk, event, entries, goOn);
  return [...walk.steps.map(inShort), walk.standing];
}

function inShort({ state, verdict, doing }: WalkModel['steps'][number]): string {
  return `${state}, ${verdict ?? 'no verdict'}${doing === '' ? '' : `, ${doing}`}`;
}

test('A step that runs does what it told of last, and has no verdict before all its checks are judged', () => {
  const begun = [step(1), wait('01-first', 'Stack is made'), wait('01-first', '3 s left')];
  assert.equal(told(...begun), [
    'running, no verdict, 3 s left',
    'not looked at, no verdict',
    'Next: step 1, Title of first: do 01-first',
  ]);
  const half = [...begun, check('01-first', 'one', 'PASS')];
  assert.is(told(...half)[0], 'running, no verdict, 3 s left');
  const all = [...half, check('01-first', 'two', 'PASS')];
  assert.equal(told(...all), [
    'judged, PASS',
    'not looked at, no verdict',
    'Next: step 2, Title of second: do 02-second',
  ]);
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

test('A step that is looked at says so until its first verdict, and keeps that while it is looked at again', () => {
  const looked = [step(1, 'verify'), check('01-first', 'one', 'FAIL')];
  assert.is(told(...looked)[0], 'being looked at, no verdict');
  const judged = [...looked, check('01-first', 'two', 'PASS')];
  assert.is(told(...judged, step(1, 'verify'))[0], 'judged, FAIL');
  assert.is(
    told(...judged, step(1, 'verify'), check('01-first', 'one', 'PASS'))[0],
    'judged, PASS',
  );
});

test('Where the clean-up passes alone nothing is there, and after the others the workshop is done', () => {
  const entries = [...ENTRIES.slice(1), fakeEntry(3, 'clean-up', [fakeCheck('four', passing)])];
  const cleaned = check('03-clean-up', 'four', 'PASS');
  assert.equal(toldOf(entries, [cleaned]), [
    'not looked at, no verdict',
    'judged, PASS',
    'Nothing of the workshop is in this AWS: it has not begun, or was taken away again. Begin: do 02-second',
  ]);
  assert.equal(toldOf(entries, [check('02-second', 'three', 'PASS'), cleaned]), [
    'judged, PASS',
    'judged, PASS',
    'The workshop is done: every step passes.',
  ]);
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
  assert.is(
    seen[0]?.standing,
    'Next: step 1, Title of first: go on in the terminal of the workshop',
  );
});

test('Both ends of a walk are seen in the page: from nothing but the clean-up, to all but the clean-up', async () => {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  const building = entries.filter(({ stem }) => !isCleanUp(stem));
  const inAll = (walk: WalkModel) => walk.steps.map(inShort).join('; ');
  const before = [...building.map(() => 'not looked at, no verdict'), 'judged, PASS'].join('; ');
  const after = [...building.map(() => 'judged, PASS'), 'not looked at, no verdict'].join('; ');
  await withLocalAws(
    async ({ url: endpoint }) => {
      const { signal } = new AbortController();
      const region = 'us-east-1';
      const cloud = await connect({ target: 'local', region, endpoint, realTime: false, signal });
      const look = async (url: string) => {
        const viewer = await view(url);
        const { standing } = await viewer.until('walk', (walk) => inAll(walk) === before);
        assert.is(
          standing,
          'Nothing of the workshop is in this AWS: it has not begun, or was taken away again. Begin: npm run workshop',
        );
        const { ended } = await walkUnattended({ cloud, config }, building);
        assert.is(ended, 'done');
        const walk = await viewer.until('walk', (seen) => inAll(seen) === after);
        assert.is(walk.standing, 'Next: step 7, Leave nothing behind: npm run clean-up');
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

/** Looks at a walk over an AWS that answers; gives what each round shows, in short. */
async function withRounds(
  entries: typeof ENTRIES,
  use: (round: () => Promise<string[][]>, aws: LocalAws) => Promise<void>,
): Promise<void> {
  await withLocalAws(async (aws) => {
    const { signal } = new AbortController();
    const options = { region: 'us-east-1', endpoint: aws.url, realTime: true, maxAttempts: 1 };
    const cloud = await connect({ target: 'local', ...options, signal });
    const look = judgedWalk(config, entries);
    try {
      await use(async () => {
        const shown: string[][] = [];
        await look(cloud, (walk) => shown.push([...walk.steps.map(inShort), walk.standing]));
        return shown;
      }, aws);
    } finally {
      cloud.close();
    }
  });
}

const failing = async () => assert.unreachable('It is not so');

test('Until a step is judged it is being looked at, and no command is told for it', async () => {
  await withRounds(ENTRIES, async (round) => {
    assert.equal(await round(), [
      [
        'judged, PASS',
        'being looked at, no verdict',
        'Step 2, Title of second, is being looked at.',
      ],
      ['judged, PASS', 'judged, PASS', 'The workshop is done: every step passes.'],
    ]);
  });
});

test('What was judged before an earlier step came out otherwise is left out until it is judged again', async () => {
  let isFirst = failing;
  let isSecond = failing;
  const entries = [
    fakeEntry(1, 'first', [fakeCheck('one', () => isFirst())]),
    fakeEntry(2, 'second', [fakeCheck('two', () => isSecond())]),
    fakeEntry(3, 'clean-up', [fakeCheck('three', failing)]),
  ];
  await withRounds(entries, async (round) => {
    const left = 'not looked at, no verdict';
    const both = [
      'judged, FAIL',
      'judged, FAIL',
      left,
      'Next: step 1, Title of first: npm run workshop',
    ];
    assert.equal((await round()).at(-1), both);
    assert.equal(await round(), [both, both]);
    isFirst = isSecond = passing as typeof failing;
    assert.equal(await round(), [
      [
        'judged, PASS',
        'being looked at, no verdict',
        left,
        'Step 2, Title of second, is being looked at.',
      ],
      ['judged, PASS', 'judged, PASS', left, 'Next: step 3, Title of clean-up: npm run clean-up'],
    ]);
  });
});

test('What is still there is no fault of the clean-up while the walk is under way', async () => {
  const entries = [
    fakeEntry(1, 'first', [fakeCheck('one', failing)]),
    fakeEntry(7, 'clean-up', [fakeCheck('nothing is left', failing)]),
  ];
  await withRounds(entries, async (round) => {
    assert.equal(await round(), [
      [
        'judged, FAIL',
        'not looked at, no verdict',
        'Next: step 1, Title of first: npm run workshop',
      ],
    ]);
  });
});

test('What could not be told for a moment alone is told', async () => {
  let looks = 0;
  const expiring = async () => {
    looks += 1;
    if (looks === 1) throw Object.assign(new Error('gone'), { name: 'ExpiredIteratorException' });
  };
  await withRounds([fakeEntry(1, 'first', [fakeCheck('one', expiring)])], async (round) => {
    assert.equal(await round(), [['judged, PASS', 'The workshop is done: every step passes.']]);
    assert.is(looks, 2);
  });
});

test('Where AWS dies while the steps are looked at, what was judged before stays', async () => {
  let isToDie = false;
  let stop: () => Promise<void> = passing;
  const entries = [
    fakeEntry(1, 'first', [fakeCheck('one', passing)]),
    fakeEntry(2, 'second', [
      fakeCheck('two', async () => {
        if (!isToDie) return;
        await stop();
        throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
      }),
    ]),
  ];
  await withRounds(entries, async (round, aws) => {
    await round();
    isToDie = true;
    stop = () => aws.stop();
    const error = await round().catch((reason: unknown) => reason);
    assert.is(classifyAwsError(error).kind, 'no-connection');
  });
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
