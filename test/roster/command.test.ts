import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import verify from '../../scripts/verify.ts';
import { readStems } from '../../src/catalog.ts';
import { parseCommand } from '../../src/cli/parse-command.ts';
import { ROOT } from '../../src/cli/root.ts';
import { readTerminal } from '../../src/cli/terminal.ts';
import { runVerify } from '../../src/commands/verify.ts';
import { interruptScript, runScript } from '../cli/support.ts';
import { withLocalAws } from '../support/local-aws.ts';

async function withRosterFile(text: string, use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'class-'));
  const file = join(folder, 'class.csv');
  try {
    await writeFile(file, text);
    await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the command says before it asks anything. */
async function refusalOf(args: readonly string[]): Promise<string> {
  const stems = await readStems(ROOT);
  const parsed = parseCommand({ ...verify.spec, stems }, args);
  assert.ok(parsed);
  const asked = (): never => {
    throw new Error('something was asked');
  };
  const context = {
    signal: new AbortController().signal,
    stems,
    terminal: readTerminal(),
    startLocalAws: async () => asked(),
  };
  return runVerify(parsed.options, parsed.extra, context).then(asked, (error) => {
    assert.is(error.code === 'usage' || error.code === 'configuration', true);
    return error.message;
  });
}

test('what only a class has is refused without one, and --participant with one', async () => {
  for (const [args, said] of [
    [['--watch'], '--watch looks at a class: name it with --roster FILE'],
    [['--replay', 'a.jsonl', '--watch'], '--watch looks at a class: name it with --roster FILE'],
    [
      ['--roster', 'class.csv', '--record', 'a.jsonl'],
      '--record keeps the answers to one participant: leave --roster out',
    ],
    [['--evidence', 'ann'], '--evidence is of somebody in a class: name it with --roster FILE'],
    [
      ['--roster', 'class.csv', '--participant', 'ann'],
      '--participant and --roster exclude each other: the roster names the participants',
    ],
    [
      ['--roster', 'class.csv', '--watch', '--evidence', 'ann'],
      '--evidence is of one moment: leave --watch out',
    ],
    [
      ['--roster', 'class.md', '--report', './class.md'],
      './class.md is the roster, and a report would take its place: name another file',
    ],
    [['--roster', 'no-class.csv'], 'The roster no-class.csv is not there.'],
  ] as const) {
    assert.is(await refusalOf(args), said);
  }
});

test('a bad roster ends the command before anything is asked', async () => {
  await withRosterFile('participant,roleArn\nann,arn:aws:iam::123:role/x\nann,\n', async (file) => {
    const ended = await runScript('verify', '--roster', file, '--target', 'http://127.0.0.1:1');
    assert.equal(ended, {
      exitStatus: 2,
      stdout: '',
      stderr: `${file}:2:2: roleArn arn:aws:iam::123:role/x is not the ARN of a role, such as arn:aws:iam::123456789012:role/instructor\n${file}:3:1: participant ann is there already, in line 2; take one out\n`,
    });
  });
});

test('somebody whose AWS does not answer is CANNOT TELL, and nobody else', async () => {
  await withLocalAws(async ({ url }) => {
    const text = `participant,endpoint\nann,\nbob,http://127.0.0.1:1\n`;
    await withRosterFile(text, async (file) => {
      const to = ['--roster', file, '--target', url, '--only', '7'];
      const ended = await runScript('verify', ...to, '--format', 'json');
      assert.is(ended.exitStatus, 4);
      const events = ended.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const verdicts = events
        .filter(({ event }) => event === 'participant')
        .map(({ participant, steps }) => [participant, steps]);
      assert.equal(Object.fromEntries(verdicts), {
        ann: { '07-clean-up': 'PASS' },
        bob: { '07-clean-up': 'CANNOT TELL' },
      });
      assert.is(
        events.find(({ event, participant }) => event === 'check' && participant === 'bob')?.reason,
        'Nothing answers at http://127.0.0.1:1',
      );

      const evidence = await runScript('verify', ...to, '--evidence', 'ANN', '--plain');
      assert.is(evidence.exitStatus, 0);
      assert.ok(evidence.stdout.startsWith(`ann, line 2 of ${file}\n`), evidence.stdout);
      assert.match(evidence.stdout, '\nStep 7 of 7: Leave nothing behind\n');
      assert.match(evidence.stdout, '\n4 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in ');
      const nobody = await runScript('verify', ...to, '--evidence', 'anm');
      assert.is(nobody.stderr, `${file} has no participant anm; did you mean ann?\n`);
    });
  });
});

test('a watch tells what a look costs, serves its page, and Ctrl-C ends it in order', async () => {
  await withLocalAws(async ({ url }) => {
    await withRosterFile('participant\nann\nbob\n', async (file) => {
      const to = ['--roster', file, '--target', url, '--only', '1', '--watch', '--plain'];
      const ended = await interruptScript(/every fifth time/, 'verify', ...to);
      assert.is(ended.exitStatus, 130);
      assert.is(ended.stderr, 'Interrupted\n');
      assert.match(ended.stdout, /^Live page at http:\/\/127\.0\.0\.1:\d+\S*\n/);
      assert.match(
        ended.stdout,
        /\nOne look asked AWS \d+ questions, some \d for each participant\. The next begins in 10 s; /,
      );
      assert.match(ended.stdout, '\n2 participants: 2 not begun\n');
    });
  });
});

test.run();
