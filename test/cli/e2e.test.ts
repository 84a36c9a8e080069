import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withLocalAws } from '../support/local-aws.ts';
import { runScript, signalsScript } from './support.ts';

const SENDING = /^ {2}\d+ of 300 s:/m;
const PROOF = [
  'PASS  Clean-up: No stack of this workshop is left',
  'PASS  Clean-up: No stream of this workshop is left',
  'PASS  Clean-up: No dashboard of this workshop is left',
  'PASS  Clean-up: No alarm of this workshop is left',
];

async function withReport(use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'e2e-'));
  try {
    await use(join(folder, 'e2e.xml'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('At its time limit a run ends its walks, cleans up, and ends with 4 and a whole report', async () => {
  await withReport((file) =>
    withLocalAws(async ({ url }) => {
      const to = ['--target', url, '--yes', '--format', 'junit', '--output', file];
      const ended = await runScript('e2e', '--time-limit', '0.025', ...to);
      assert.is(ended.exitStatus, 4);
      assert.match(
        ended.stdout,
        'The time limit of 1.5 s was reached before the walks were over. Look at what took so long, or give it more time: --time-limit MINUTES. The walks end here, and what they have made is taken away, within 20 min.\n',
      );
      for (const line of PROOF) assert.match(ended.stdout, line);
      const report = await readFile(file, 'utf8');
      assert.match(
        report,
        '<error type="CANNOT TELL" message="The time limit of 1.5 s was reached before the walks were over">',
      );
      assert.match(report, /errors="1" skipped="0" time="\d+\.\d">/);
      assert.match(report, /<\/testsuites>\n$/);
    }),
  );
});

test('A run that is asked to terminate takes away what it has made, and says so in its report', async () => {
  await withReport((file) =>
    withLocalAws(async ({ url }) => {
      const to = ['--target', url, '--yes', '--format', 'junit', '--output', file];
      const ended = await signalsScript([{ name: 'SIGTERM', at: SENDING }], 'e2e', ...to);
      assert.is(ended.exitStatus, 130);
      assert.match(
        ended.stdout,
        'Interrupted. The walks end here, and what they have made is taken away, within 20 min.\n',
      );
      for (const line of PROOF) assert.match(ended.stdout, line);
      assert.match(
        await readFile(file, 'utf8'),
        '<error type="CANNOT TELL" message="Interrupted">',
      );
      assert.is(ended.stderr, 'Interrupted\n');
    }),
  );
});

test('A second signal ends a run at once, with the command that takes away what is left', async () => {
  await withLocalAws(async ({ url }) => {
    const ended = await signalsScript(
      [
        { name: 'SIGINT', at: SENDING },
        { name: 'SIGTERM', at: /The walks end here/ },
      ],
      'e2e',
      ...['--target', url, '--yes'],
    );
    assert.is(ended.exitStatus, 130);
    assert.not.match(ended.stdout, 'PASS  Clean-up');
    assert.is(
      ended.stderr,
      `Ended before everything was taken away. What is left may cost money: npm run clean-up -- --target ${url}\n`,
    );
  });
});

test('A time limit that is none is refused before anything is touched', async () => {
  assert.equal(await runScript('e2e', '--time-limit', '2h'), {
    exitStatus: 2,
    stdout: '',
    stderr: '--time-limit 2h is not a number of minutes up to 1440, such as 150\n',
  });
});

test.run();
