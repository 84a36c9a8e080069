import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../../src/cli/root.ts';
import { hasProgram, optional } from '../support/optional.ts';

const TMUX = { what: 'tmux', there: hasProgram('tmux', '-V') };
const DEADLINE_MS = 20_000;

/** The server's socket is in a folder of its own: tmux leaves it behind. */
let folder = '';

function tmux(...args: string[]): string {
  const server = ['-u', '-S', join(folder, 'socket'), '-f', '/dev/null'];
  return spawnSync('tmux', [...server, ...args], { encoding: 'utf8' }).stdout;
}

const ABOVE = Array.from({ length: 5 }, (_, at) => `the line above that is number ${at + 1}`);
const MENU = `
  process.stdout.write(${JSON.stringify(`${ABOVE.join('\n')}\n`)});
  const { promptAsker } = await import('${ROOT}src/ui/prompt-asker.ts');
  const choice = await promptAsker(new AbortController().signal).choose('run');
  process.stdout.write('chosen: ' + choice);
`;

/** The rows of the screen and of what has left it, without the empty ones, as soon as one of them is `awaited`. */
async function rowsWith(awaited: string): Promise<string[]> {
  const endMs = Date.now() + DEADLINE_MS;
  for (;;) {
    const rows = tmux('capture-pane', '-p', '-S', '-')
      .split('\n')
      .filter((row) => row !== '');
    if (rows.includes(awaited)) return rows;
    if (Date.now() > endMs) throw new Error(`no row ${awaited} in\n${rows.join('\n')}`);
    await wait(20);
  }
}

async function resize(columns: number, awaited: string): Promise<string[]> {
  tmux('resize-window', '-x', String(columns));
  return rowsWith(awaited);
}

async function press(key: string, awaited: string): Promise<string[]> {
  tmux('send-keys', key);
  return rowsWith(awaited);
}

optional(
  test,
  TMUX,
  'A menu in a terminal that gets narrower and wider is there once, below the lines before it',
  async () => {
    folder = mkdtempSync(join(tmpdir(), 'menu-'));
    const command = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', MENU];
    try {
      tmux(
        ...['set-option', '-g', 'remain-on-exit', 'on', ';'],
        ...['new-session', '-d', '-x', '60', '-y', '24', '-c', ROOT, ...command],
      );
      const before = await rowsWith('  a number or arrows');
      assert.equal(before.slice(0, 5), ABOVE);
      await resize(30, '  2 I do it myself, and you …');
      await press('Down', '▸ 2 I do it myself, and you …');
      await resize(100, '▸ 2 I do it myself, and you check');
      const after = await press('Down', '▸ 3 Show the AWS CLI commands');
      const unchosen = (row: string) => row.replace(/^▸/, ' ');
      assert.equal(after.map(unchosen), before.map(unchosen));
      assert.equal((await press('7', 'chosen: quit')).slice(0, 7), [
        ...ABOVE,
        '✔ What now? · Quit',
        'chosen: quit',
      ]);
    } finally {
      tmux('kill-server');
      rmSync(folder, { recursive: true });
    }
  },
);

test.run();
