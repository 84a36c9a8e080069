import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { interruptScript, runScript } from '../cli/support.ts';
import { withLocalAws } from '../support/local-aws.ts';

test('A class that is watched has its live page, a line a participant, and its sums in the end', async () => {
  await withClassFile((file) =>
    withLocalAws(async ({ url }) => {
      const to = ['--roster', file, '--target', url, '--to', '2', '--watch'];
      const { stdout } = await interruptScript(/One look asked AWS/, 'verify', ...to);
      const lines = stdout.trimEnd().split('\n');
      assert.match(lines[0] ?? '', /^Live page at http:\/\/127\.0\.0\.1:47\d\d\/$/);
      assert.match(lines[1] ?? '', /^The class fits into the account's quotas\. 2 of 2 walks /);
      assert.equal(lines.slice(2, 4).sort(), [
        'ann: steps 1 to 2 FAIL; has not begun',
        'bob: steps 1 to 2 FAIL; has not begun',
      ]);
      assert.equal(lines.slice(-3), [
        '2 participants: 2 not begun',
        '0 of 2 pass step 1',
        '0 of 2 pass step 2',
      ]);
    }),
  );
});

test('The live page of a class is for one that is watched', async () => {
  const { exitStatus, stderr } = await runScript('verify', '--dashboard');
  assert.is(exitStatus, 2);
  assert.is(stderr, '--dashboard shows a class that is watched: add --roster FILE and --watch\n');
});

async function withClassFile(use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'class-'));
  const file = join(folder, 'class.csv');
  try {
    await writeFile(file, 'participant\nann\nbob\n');
    await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.run();
