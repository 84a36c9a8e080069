import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withLocalAws } from '../support/local-aws.ts';
import { killScript, runScript } from './support.ts';

const MOMENTS: readonly {
  readonly moment: string;
  readonly prepare?: readonly [name: string, ...args: string[]];
  /** what is killed, when it shows these words, and then typed again */
  readonly command: readonly [name: string, ...args: string[]];
  readonly at: RegExp;
}[] = [
  {
    moment: 'while its stack is being created',
    command: ['workshop', '--to', '2'],
    at: /CREATE_IN_PROGRESS Stream /,
  },
  {
    moment: 'while it sends traffic',
    command: ['workshop', '--to', '3'],
    at: /^ {2}\d+ of 300 s:/m,
  },
  {
    moment: 'while its stack is being deleted',
    prepare: ['workshop', '--to', '1'],
    command: ['clean-up'],
    at: /DELETE_IN_PROGRESS Stream /,
  },
];

for (const { moment, prepare, command, at } of MOMENTS) {
  test(`A command that is killed ${moment} does its whole work when it is typed again`, async () => {
    await withLocalAws(async ({ url }) => {
      const to = ['--target', url, '--yes'];
      if (prepare !== undefined) await runScript(...prepare, ...to);
      const [name, ...args] = command;
      const killed = await killScript(at, name, ...args, ...to);
      assert.is(killed.exitStatus, null);
      assert.not.match(killed.stdout, 'CANNOT TELL in ');
      const { exitStatus, stdout } = await runScript(name, ...args, ...to);
      assert.is(exitStatus, 0);
      assert.match(stdout, /\n\d+ PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in /);
    });
  });
}

test.run();
