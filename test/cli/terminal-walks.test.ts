import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withLocalAws } from '../support/local-aws.ts';
import { optional } from '../support/optional.ts';
import type { Row } from '../support/screen.ts';
import { type Play, PYTHON, play, screenOf } from './player.ts';

const onTerminal = (title: string, run: () => Promise<void>) => optional(test, PYTHON, title, run);

/** Walks to step 4, where everything that is drawn has been drawn, or to another one. */
function walk(how: Play, to = 4, ...args: string[]): Promise<string> {
  return withLocalAws(async ({ url }) => {
    const typed = ['--to', String(to), '--target', url, ...args];
    const { exitStatus, stdout, stderr } = await play(how, ...typed);
    assert.is(exitStatus, 0, `${stderr}${stdout}`);
    return stdout.replaceAll(url, 'http://127.0.0.1:40000');
  });
}

async function rowsOf(shown: string, columns: number): Promise<Row[]> {
  return (await screenOf(shown, columns)).shown();
}

/** The words of a screen in their order, without what depends on the room and on the machine. */
function factsOf(rows: readonly Row[]): string {
  return rows
    .map(({ text }) => text.replace(/ \\$/, ''))
    .join(' ')
    .replace(/[█░▁▂▃▄▅▆▇]+/g, '')
    .replace(/shardId-0*(\d+)/g, 'shard $1')
    .replace(/in [\d.]+ s( \([\d.]+ (s|min) of cloud time\))?/g, 'in some time')
    .replace(/(peak|over time is) [\d.,]+/g, '$1 some')
    .replace(/[\d.]+ (s|min) of cloud time/g, 'some cloud time')
    .replace(/\s+/g, ' ');
}

onTerminal('At 60 and at 200 columns a walk says the same facts in the same order', async () => {
  const at = async (columns: number) => rowsOf(await walk({ columns }, 4, '--yes'), columns);
  const [narrow, wide] = await Promise.all([at(60), at(200)]);
  for (const rows of [narrow, wide]) {
    const broken = rows.filter(({ isBroken }) => isBroken);
    assert.equal(broken, [], 'the terminal had to break lines');
  }
  assert.is(factsOf(narrow), factsOf(wide));
  assert.match(factsOf(wide), 'shard 0 60,000 76.9 % hottest');
});

onTerminal(
  'Plain, without colours and without Unicode there is no escape, and ASCII alone',
  async () => {
    const [plain, uncoloured, ascii] = await Promise.all([
      walk({ columns: 60 }, 2, '--yes', '--plain'),
      walk({ columns: 60, env: { NO_COLOR: '1' } }, 2, '--yes'),
      walk({ columns: 60, env: { LC_ALL: 'C' } }, 2, '--yes'),
    ]);
    for (const shown of [plain, uncoloured]) {
      assert.not.match(shown, '\u001b');
      assert.not.match(shown, /[✔✘…·█]/);
      assert.match(shown, '  PASS  The stream is ACTIVE\r\n');
    }
    assert.match(ascii, /\+ PASS/);
    assert.not.match(ascii, /[^\p{ASCII}]/u);
  },
);

onTerminal(
  'A terminal that becomes narrower at the menu and while traffic is sent shows each line once',
  async () => {
    const answers = [
      ['Do it first?', 'y'],
      ['Quit', '4', 70],
      ['What now? · Give me a hint', ''],
      ['Quit', '1'],
      ['of 300 s', '', 60],
    ] as const;
    const shown = await walk({ columns: 100, answers }, 3, '--from', '3');
    const rows = (await (await screenOf(shown)).shown()).map(({ text }) => text);
    const count = (words: RegExp) => rows.filter((row) => words.test(row)).length;
    assert.is(count(/of 300 s,/), 1);
    assert.equal(
      [0, 1, 2, 3].map((shard) => count(new RegExp(`^ {2}(shard |shardId-0*)${shard} `))),
      [1, 1, 1, 1],
    );
    assert.is(count(/^\? What now/), 0);
  },
);

test.run();
