import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LiveArea } from '../../src/ui/live-area.ts';
import { wrapLine } from '../../src/ui/wrap.ts';
import { Screen } from '../support/screen.ts';

const TEXT = '  … Stream hot-shard-data-stream is UPDATING, not yet ACTIVE with 5 open shards';
const wait = (columns: number) => wrapLine(TEXT, columns);
const bars = (columns: number) => ['head', '█'.repeat(columns), '░'.repeat(columns)];

async function textOf(screen: Screen): Promise<string[]> {
  return (await screen.shown()).map(({ text }) => text);
}

test('What is taken away leaves nothing, also after the terminal became narrower or wider', async () => {
  for (const columns of [100, 60, 30, 160]) {
    const screen = new Screen(100);
    screen.write('before\n');
    const area = new LiveArea(screen);
    area.show(wait);
    await screen.resize(columns);
    area.takeAway();
    screen.write('after\n');
    assert.equal(await textOf(screen), ['before', 'after'], `${columns}`);
  }
});

test('What is left is drawn once more for the width there is by then', async () => {
  for (const columns of [100, 60, 160]) {
    const screen = new Screen(100);
    screen.write('before\n');
    const area = new LiveArea(screen);
    area.show(bars);
    await screen.resize(columns);
    area.leave();
    screen.write('after\n');
    const drawn = ['head', '█'.repeat(columns - 1), '░'.repeat(columns - 1)];
    assert.equal(await textOf(screen), ['before', ...drawn, 'after'], `${columns}`);
  }
});

test('Of more lines than the terminal has rows the first are shown, as others would leave it', async () => {
  const lines: string[] = [];
  const stream = { columns: 80, rows: 3, write: (text: string) => lines.push(text) };
  const area = new LiveArea(stream);
  area.show((_, rows) => [`${rows} rows`, 'b', 'c', 'd']);
  area.takeAway();
  assert.is(lines.join(''), '2 rows\nb\n\u001b[2F\u001b[J');
});

test.run();
