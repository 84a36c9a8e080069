import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { twoKeys } from '../diagnosis/shapes.ts';
import { send, withStream } from '../diagnosis/support.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { interruptScript, runScript } from './support.ts';

test('a wrong word in a command is one line on standard error, and status 2', async () => {
  assert.equal(await runScript('verify', '--only', 'prodcue'), {
    exitStatus: 2,
    stdout: '',
    stderr: 'There is no step prodcue (--only); did you mean produce?\n',
  });
});

test('without a terminal, an AWS that is not local is changed only with --yes', async () => {
  assert.equal(await runScript('workshop', '--target', 'aws'), {
    exitStatus: 2,
    stdout: '',
    stderr:
      'There is no terminal to ask at, and --target aws would be changed: add --yes to go on without asking\n',
  });
});

test('an endpoint that does not answer is CANNOT TELL, not a failed check', async () => {
  const ended = await runScript('verify', '--target', 'http://127.0.0.1:1');
  assert.is(ended.exitStatus, 4);
  assert.is(
    ended.stderr,
    'Nothing answers at http://127.0.0.1:1\nStart a local AWS (npm run local-aws), or give the address of one that runs\n',
  );
});

test('a walk, a verification and a clean-up each report events as JSON, and nothing else', async () => {
  await withLocalAws(async ({ url }) => {
    const to = ['--target', url, '--format', 'json'];
    const eventsOf = (stdout: string) =>
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: string; step?: string; verdict?: string });

    const before = await runScript('verify', '--only', '2', ...to);
    assert.is(before.exitStatus, 1);
    assert.equal(
      eventsOf(before.stdout).map(({ event }) => event),
      ['target', 'step', 'check', 'summary'],
    );

    const walked = await runScript('workshop', '--only', '2', '--yes', ...to);
    assert.is(walked.exitStatus, 0);
    const events = eventsOf(walked.stdout);
    assert.equal(
      events.flatMap(({ event, step }) => (event === 'step' ? [step] : [])),
      ['01-deploy', '02-enable-metrics'],
    );
    assert.is(events[0]?.event, 'target');
    assert.is(events.at(-1)?.event, 'summary');
    assert.match(walked.stderr, 'Missing before that: step 1, ');

    const after = await runScript('verify', '--to', '2', ...to);
    assert.is(after.exitStatus, 0);

    const cleaned = await runScript('clean-up', '--yes', ...to);
    assert.is(cleaned.exitStatus, 0);
    assert.equal(
      eventsOf(cleaned.stdout).flatMap(({ event, verdict }) =>
        event === 'check' ? [verdict] : [],
      ),
      ['PASS', 'PASS', 'PASS', 'PASS'],
    );
  });
});

test('what the clean-up proves is verified only where it is asked for: it is true of an empty account', async () => {
  await withLocalAws(async ({ url }) => {
    const to = ['--target', url];
    const all = await runScript('verify', ...to);
    assert.is(all.exitStatus, 1);
    assert.match(all.stdout, '\nStep 6 of 7: ');
    assert.not.match(all.stdout, 'Step 7 of 7: ');
    assert.match(all.stdout, /\n0 PASS, \d+ FAIL, 0 NOT YET, 0 CANNOT TELL in /);

    const last = await runScript('verify', '--only', 'clean-up', ...to);
    assert.is(last.exitStatus, 0);
    assert.match(last.stdout, '\n4 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in ');
  });
});

test('a walk to its end says nothing of cleaning up, and the next one begins at step 1', async () => {
  await withLocalAws(async ({ url }) => {
    const to = ['--target', url, '--yes'];
    assert.is((await runScript('workshop', '--to', '1', ...to)).exitStatus, 0);
    const ended = await runScript('workshop', '--only', 'clean-up', ...to);
    assert.is(ended.exitStatus, 0);
    assert.not.match(ended.stdout, 'Take everything away');
    const next = await runScript('workshop', '--to', '1', ...to);
    assert.is(next.exitStatus, 0);
    assert.match(next.stdout, '\nStep 1 of 7: Deploy a stream of four shards\n');
    assert.match(next.stdout, 'Take everything away again with: npm run clean-up');
  });
});

test('Ctrl-C during the traffic ends with 130, counts what passed and says where the walk stands', async () => {
  await withLocalAws(async ({ url }) => {
    const ended = await interruptScript(
      /^ {2}\d+ of 300 s:/m,
      'workshop',
      '--yes',
      '--target',
      url,
    );
    assert.is(ended.exitStatus, 130);
    assert.match(ended.stdout, '\n6 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in ');
    assert.match(ended.stdout, /\nYou stand at step 3, .*\.\n/);
    assert.match(ended.stdout, `Go on there with: npm run workshop -- --target ${url}\n`);
    assert.is(ended.stderr, 'Interrupted\n');
  });
});

test('a report goes to its file as a whole, and leaves nothing beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  try {
    await withLocalAws(async ({ url }) => {
      const file = join(folder, 'checks.xml');
      const args = ['--only', '2', '--target', url, '--format', 'junit', '--output', file];
      const ended = await runScript('verify', ...args);
      assert.is(ended.exitStatus, 1);
      assert.match(ended.stdout, '0 PASS, 1 FAIL');
      assert.equal(await readdir(folder), ['checks.xml']);
      assert.match(await readFile(file, 'utf8'), /<failure type="FAIL"[\s\S]*<\/testsuites>\n$/);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a report with pictures shows the stream as it was before the clean-up, on standard output alone', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    const args = ['--target', aws.url, '--format', 'html'];
    const { exitStatus, stdout, stderr } = await runScript('clean-up', '--yes', ...args);
    assert.is(exitStatus, 0);
    assert.match(stdout, /^<!doctype html>[\s\S]*<\/html>\n$/);
    assert.match(stdout, '<p class="finding">All 4 checks pass.</p>');
    assert.match(stdout, /As AWS showed it at 2026-06-01 12:\d\dZ by its own clock/);
    assert.match(stdout, '<figcaption>Records accepted each minute, by shard, UTC</figcaption>');
    assert.match(stderr, '\n4 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in ');

    const gone = await runScript('verify', '--only', '7', ...args);
    assert.match(gone.stdout, '<p>Stream hot-shard-data-stream does not exist in us-east-1: ');
  });
});

test('one run writes every report that is asked for, beside what is shown', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reports-'));
  try {
    await withLocalAws(async ({ url }) => {
      const endings = ['xml', 'html', 'md', 'json', 'txt'];
      const reports = endings.flatMap((ending) => ['--report', join(folder, `checks.${ending}`)]);
      const ended = await runScript('verify', '--only', '2', '--target', url, ...reports);
      assert.is(ended.exitStatus, 1);
      assert.match(ended.stdout, '0 PASS, 1 FAIL');
      assert.equal((await readdir(folder)).sort(), endings.map((e) => `checks.${e}`).sort());
      const title = 'All seven shard-level metrics are on';
      for (const [ending, pattern] of [
        ['xml', `name="${title}">`],
        ['html', '<!doctype html>'],
        ['md', `| 02-enable-metrics | ${title} | **FAIL** |`],
        ['json', `"title":"${title}"`],
        ['txt', `FAIL  ${title}\n`],
      ] as const) {
        assert.match(await readFile(join(folder, `checks.${ending}`), 'utf8'), pattern);
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a file that two reports would go to is refused before anything is touched', async () => {
  const file = join(tmpdir(), 'checks.xml');
  const args = ['--format', 'junit', '--output', file, '--report', file];
  assert.equal(await runScript('verify', ...args, '--target', 'http://127.0.0.1:1'), {
    exitStatus: 2,
    stdout: '',
    stderr: `--report ${file} is named twice; give two files\n`,
  });
});

test('a report that could not be written is refused before anything is touched', async () => {
  const file = join(tmpdir(), 'no-such-folder-here', 'checks.xml');
  const ended = await runScript('verify', '--output', file, '--target', 'http://127.0.0.1:1');
  assert.is(ended.exitStatus, 2);
  assert.is(
    ended.stderr,
    `--output ${file} can not be written: there is no folder ${join(tmpdir(), 'no-such-folder-here')}\n`,
  );
});

test('a command that there is not is refused with the nearest, and none named lists them all', async () => {
  assert.equal(await runScript('wrkshop'), {
    exitStatus: 2,
    stdout: '',
    stderr: 'wrkshop is no command; did you mean workshop?\n',
  });
  const { exitStatus, stdout } = await runScript('--help');
  assert.is(exitStatus, 0);
  assert.match(
    stdout,
    /^Usage: npm run <command> -- \[options\]\n\nCommands:\n {2}clean-up {3}Undoes /,
  );
});

test.run();
