import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openClassReporter } from '../../../src/report/class/class-reporter.ts';
import { classScreen } from '../../../src/report/class/class-screen.ts';
import { classTable } from '../../../src/report/class/class-text.ts';
import { PLAIN } from '../../../src/ui/style.ts';
import { Screen } from '../../support/screen.ts';
import { CLASS, CLASS_STEPS, classOf, member, STUCK_AFTER_SECONDS } from './sample-class.ts';

const look = (columns: number, unicode = true) => ({
  columns,
  style: PLAIN,
  unicode,
  stuckAfterSeconds: STUCK_AFTER_SECONDS,
});

test('The screen has those first whom nobody can tell of, then who is stuck for longest, and last who is done', () => {
  assert.equal(classScreen(CLASS, look(80), 40, ['q ends it.']), [
    '7 participants: 1 cannot be told, 2 stuck, 1 not begun, 1 waiting for AWS, 1',
    'going on, 1 done',
    '3 have to get past step 3: The hot shard dominates IncomingRecords',
    'step  1  2  3  4',
    'fay   ?  ?  ?  ?  step 1: The role can not be assumed: it has expired.',
    'gil   ✔  ✘  ✘  ✘  step 2: All seven shard-level metrics are on, 40 min',
    'bob   ✔  ✔  ✘  ✘  step 3: The hot shard dominates IncomingRecords, 25 min',
    'carl  ✘  ✘  ✘  ✘  has not begun',
    'eve   ✔  ✔  …  ✘  step 3: The hot shard dominates IncomingRecords, 3 min',
    'ann   ✔  ✔  ✘  ✘  step 3: The hot shard dominates IncomingRecords, 2 min',
    'dora  ✔  ✔  ✔  ✔  done',
    '✔ PASS  ✘ FAIL  … NOT YET  ? CANNOT TELL',
    'q ends it.',
  ]);
});

test('Those for whom the screen has no room are counted, and what is cut keeps its step and its time', () => {
  assert.equal(classScreen(CLASS, look(40), 12, ['q ends it.']), [
    '7 participants: 1 cannot be told, 2',
    'stuck, 1 not begun, 1 waiting for AWS, 1',
    'going on, 1 done',
    '3 have to get past step 3: The hot shard',
    'dominates IncomingRecords',
    'step 1 2 3 4',
    'fay  ? ? ? ?  step 1: The role can not …',
    'gil  ✔ ✘ ✘ ✘  step 2: All seven…, 40 min',
    'bob  ✔ ✔ ✘ ✘  step 3: The hot s…, 25 min',
    'and 4 more, who need help less',
    '✔ PASS  ✘ FAIL  … NOT YET  ? CANNOT TELL',
    'q ends it.',
  ]);
});

test('On a screen that is very small what is around the members gives way to them', () => {
  assert.equal(
    classScreen(CLASS, look(24), 8, ['Live page at http://127.0.0.1:4700/', 'q ends it.']),
    [
      '7 participants: 1 canno…',
      'step 1 2 3 4',
      'fay  ? ? ? ?  step 1: T…',
      'gil  ✔ ✘ ✘ ✘  40 min',
      'bob  ✔ ✔ ✘ ✘  25 min',
      'carl ✘ ✘ ✘ ✘  has not b…',
      'and 3 more, who need he…',
      'q ends it.',
    ],
  );
});

test('A table is in the order of the roster, and in ASCII has a letter for each verdict', () => {
  const foreign = member('zoé', 'PPPN', 700);
  assert.equal(classTable(classOf([...CLASS.members.slice(0, 3), foreign]), look(60, false)), [
    'step      1  2  3  4',
    'dora      P  P  P  P  done',
    'ann       P  P  F  F  step 3: The hot shard domina..., 2 min',
    'eve       P  P  N  F  step 3: The hot shard domina..., 3 min',
    'zo\\u00e9  P  P  P  N  step 4: The dashboard ..., 11 h 40 min',
    'P PASS  F FAIL  N NOT YET  C CANNOT TELL',
    '',
  ]);
});

test('A name that is long or wide, or steers the terminal, takes its place and no other', () => {
  const long = 'a-team-of-people-with-a-name-that-has-no-end';
  const wide = '山田花子';
  const steering = 'eve\u001b[2J\nmal';
  const table = classTable(
    classOf([long, wide, steering].map((name) => member(name, 'PPFF', 5))),
    look(40),
  );
  assert.equal(table.slice(0, 5), [
    'step          1 2 3 4',
    'a-team-of-people-with-a-name-that-has-n…',
    '              ✔ ✔ ✘ ✘  step 3: T…, 5 min',
    '山田花子      ✔ ✔ ✘ ✘  step 3: T…, 5 min',
    'eve[2J mal    ✔ ✔ ✘ ✘  step 3: T…, 5 min',
  ]);
});

for (const columns of [40, 80, 200]) {
  test(`A class of 500 is watched on one screen of ${columns} columns, and its table breaks no line`, async () => {
    const screen = new Screen(columns);
    const stdout = {
      isTTY: true,
      rows: 40,
      get columns() {
        return screen.columns;
      },
      write: (text: string) => screen.write(text),
    };
    const letters = ['PPPP', 'PPFF', 'PPNF', 'FFFF', 'PFFF', 'CCCC'];
    const members = Array.from({ length: 500 }, (_, at) =>
      member(`member-${at + 1}`, letters[at % letters.length] ?? '', at % 60),
    );
    const reporter = await openClassReporter(
      { format: 'text', output: undefined, reports: [], identities: false, plain: false },
      { stdout, stderr: stdout, isDumb: false, unicode: true, images: undefined },
      {
        steps: CLASS_STEPS,
        participants: members.map(({ participant }) => participant),
        stuckAfterSeconds: STUCK_AFTER_SECONDS,
        watch: true,
      },
    );
    assert.ok(reporter.repaints);
    for (const one of members) reporter.report(one);
    reporter.say('Live page at http://127.0.0.1:4700/');
    const watched = await screen.shown();
    assert.ok(watched.length <= 40, `${watched.length} rows`);
    assert.equal(
      watched.slice(-2).map(({ text }) => text),
      ['Live page at http://127.0.0.1:4700/', 'q ends it.'],
    );
    await reporter.close(3, 3);
    const rows = await screen.shown();
    assert.equal(
      rows.filter(({ isBroken }) => isBroken).map(({ text }) => text),
      [],
    );
    const named = rows.flatMap(({ text }) => /^member-\d+/.exec(text)?.[0] ?? []);
    assert.equal(
      named,
      members.map(({ participant }) => participant),
    );
  });
}

test.run();
