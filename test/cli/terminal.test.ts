import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isInteractive, readTerminal, type Terminal } from '../../src/cli/terminal.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { optional } from '../support/optional.ts';
import { PYTHON, play } from './player.ts';

const DOWN = '\u001b[B';
const ENTER = '\r';
const CTRL_C = '\u0003';

const onTerminal = (title: string, run: () => Promise<void>) => optional(test, PYTHON, title, run);

onTerminal('at a terminal a person is asked at each step, and is told the way back', async () => {
  await withLocalAws(async ({ url }) => {
    const { exitStatus, stdout } = await play(
      {
        answers: [
          ['Quit', '3'],
          ['aws kinesis list-shards', ''],
          ['Quit', '1'],
          ['npm run clean-up', ''],
        ],
      },
      '--to',
      '1',
      '--target',
      url,
    );
    assert.is(exitStatus, 0);
    assert.match(stdout, '5 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL');
    assert.match(stdout, `Take everything away again with: npm run clean-up -- --target ${url}`);
  });
});

onTerminal('Ctrl-C at a menu ends with 130, and says where the person stands', async () => {
  await withLocalAws(async ({ url }) => {
    const { exitStatus, stdout } = await play({ answers: [['Quit', CTRL_C]] }, '--target', url);
    assert.is(exitStatus, 130);
    assert.match(stdout, /You stand at step 1, [^\r\n]*\.\r\n/);
    assert.match(stdout, `Go on there with: npm run workshop -- --target ${url}\r\n`);
  });
});

onTerminal('done by hand, a key brings the menu back', async () => {
  await withLocalAws(async ({ url }) => {
    const { exitStatus, stdout } = await play(
      {
        answers: [
          ['Quit', DOWN + ENTER],
          ['Still missing: The stack', CTRL_C],
          ['Not every check of this step passes yet', ''],
          ['Quit', '7'],
        ],
      },
      '--target',
      url,
    );
    assert.is(exitStatus, 1);
    assert.match(stdout, 'You stand at step 1');
  });
});

onTerminal('--plain asks with numbered lines and paints nothing over', async () => {
  await withLocalAws(async ({ url }) => {
    const { exitStatus, stdout } = await play(
      {
        answers: [
          ['Number: ', `8${ENTER}`],
          ['"8" is none of them', ''],
          ['Number: ', `7${ENTER}`],
        ],
      },
      '--plain',
      '--target',
      url,
    );
    assert.is(exitStatus, 3);
    assert.not.match(stdout, '\u001b');
    assert.match(stdout, '1 Run it for me\r\n2 I do it myself, and you check\r\n');
    assert.match(stdout, '5 Open the live page\r\n6 Skip this step\r\n7 Quit\r\nNumber: ');
  });
});

const SHELL: Terminal = {
  stdinIsTty: true,
  stdoutIsTty: true,
  stderrIsTty: true,
  isDumb: false,
  unicode: true,
  images: undefined,
  redirected: undefined,
};

test('a person is asked only where standard input and output are theirs', () => {
  const text = { yes: false, format: 'text', output: undefined };
  assert.is(isInteractive(SHELL, text), true);
  assert.is(isInteractive({ ...SHELL, stdinIsTty: false }, text), false);
  assert.is(isInteractive({ ...SHELL, stdoutIsTty: false }, text), false);
  assert.is(isInteractive(SHELL, { ...text, yes: true }), false);
  assert.is(isInteractive(SHELL, { ...text, format: 'json' }), false);
  assert.is(isInteractive(SHELL, { ...text, format: 'json', output: 'events.json' }), true);
});

test('NO_COLOR, TERM=dumb and a terminal without a size are not repainted', () => {
  const sized = { isTTY: true, columns: 100, rows: 40 };
  const streams = (stdout: object) =>
    ({ stdin: {}, stdout, stderr: {} }) as unknown as NodeJS.Process;
  assert.is(readTerminal({ TERM: 'xterm' }, streams(sized)).isDumb, false);
  assert.is(readTerminal({ TERM: 'xterm', NO_COLOR: '' }, streams(sized)).isDumb, false);
  assert.is(readTerminal({ NO_COLOR: '1' }, streams(sized)).isDumb, true);
  assert.is(readTerminal({ TERM: 'dumb' }, streams(sized)).isDumb, true);
  assert.is(readTerminal({}, streams({ ...sized, rows: 0 })).isDumb, true);
});

test('A locale without UTF-8 has ASCII; one that is not told has everything', () => {
  const streams = { stdin: {}, stdout: {}, stderr: {} } as unknown as NodeJS.Process;
  const unicode = (env: NodeJS.ProcessEnv) => readTerminal(env, streams).unicode;
  assert.equal(
    [{}, { LANG: 'en_US.UTF-8' }, { LANG: 'C' }, { LC_ALL: 'C.utf8', LANG: 'C' }].map(unicode),
    [true, true, false, true],
  );
  assert.is(unicode({ LC_CTYPE: 'POSIX', LANG: 'C.UTF-8' }), false);
});

test.run();
