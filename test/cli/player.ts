import { ROOT } from '../../src/cli/root.ts';
import { hasProgram } from '../support/optional.ts';
import { Screen } from '../support/screen.ts';
import { type Ended, runProgram } from './support.ts';

/** What `optional` skips by, where there is no Python. */
export const PYTHON = {
  what: 'Python 3, for a pseudo-terminal',
  there: hasProgram('python3', '-c', 'import pty, termios'),
};

/** What a person waits for, types then, and the width that the terminal gets then. */
export type Answer = readonly [words: string, keys: string, columns?: number];

export interface Play {
  /** `workshop` when left out */
  readonly command?: string;
  /** of the terminal at first */
  readonly columns?: number;
  readonly answers?: readonly Answer[];
  readonly env?: Readonly<Record<string, string>>;
}

const SECONDS = 45;
const COLUMNS = 100;

/** Plays a person at a terminal of its own: `npm run` a command with these arguments. */
export function play(
  { command = 'workshop', columns = COLUMNS, answers = [], env }: Play,
  ...args: string[]
): Promise<Ended> {
  return runProgram(
    'python3',
    [
      `${ROOT}test/cli/terminal.py`,
      String(SECONDS),
      String(columns),
      JSON.stringify(answers),
      process.execPath,
      `${ROOT}scripts/start.mjs`,
      command,
      ...args,
    ],
    { LANG: 'C.UTF-8', LC_ALL: '', ...env },
  );
}

/** What a terminal has shown of it at the end, with the widths that it had. */
export async function screenOf(shown: string, columns = COLUMNS): Promise<Screen> {
  const screen = new Screen(columns);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: how terminal.py marks another width
  for (const part of shown.split(/(\u001b_\d+\u001b\\)/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the same
    const width = /^\u001b_(\d+)\u001b\\$/.exec(part)?.[1];
    if (width === undefined) screen.write(part);
    else await screen.resize(Number(width));
  }
  return screen;
}
