import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListTagsForStreamCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HOT, oneKeyAt30Percent, type ToSend, twoKeys } from '../diagnosis/shapes.ts';
import { STREAM, send, withStream } from '../diagnosis/support.ts';
import { keyIn, SHARD_IDS } from '../insight/observed.ts';
import { optional } from '../support/optional.ts';
import { PYTHON, play, screenOf } from './player.ts';
import { type Ended, runScript } from './support.ts';

const HOT_ID = SHARD_IDS[HOT] ?? '';

test('The doctor tells finding, split, shards and keys as text, and tags nothing', async () => {
  await doctored(twoKeys(), [], async ({ exitStatus, stdout, stderr }, tags) => {
    assert.is(exitStatus, 0);
    const [stream, , finding, evidence, advice, command] = stdout.split('\n');
    assert.is(
      stream,
      `Stream ${STREAM}, 12:00Z to 12:06Z: 6,000 records were read; CloudWatch counted 6,000.`,
    );
    assert.match(finding ?? '', `Many keys make ${HOT_ID} hot: the heaviest, "`);
    assert.match(evidence ?? '', `${HOT_ID} took 6`);
    assert.match(advice ?? '', /^Splitting helps: at hash key \d+ one half of /);
    assert.match(command ?? '', /^aws kinesis split-shard --stream-name hot-shard-data-stream /);
    assert.match(stdout, `\nHeaviest keys of ${HOT_ID} by bytes, exact counts\n`);
    assert.match(stdout, '\nNothing was out of sight.\n');
    assert.match(stderr, /^AWS endpoint http/);
    assert.equal(tags, []);
  });
});

optional(test, PYTHON, 'On a terminal the report has its width and its letters', async () => {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, twoKeys());
    const how = { command: 'doctor', columns: 60, env: { LC_ALL: 'C' } };
    const { exitStatus, stdout } = await play(how, '--target', aws.url);
    assert.is(exitStatus, 0, stdout);
    assert.not.match(stdout, /[^\p{ASCII}]/u);
    const rows = await (await screenOf(stdout, 60)).shown();
    assert.equal(
      rows.filter(({ isBroken }) => isBroken),
      [],
    );
    const lines = rows.map(({ text }) => text);
    assert.ok(lines.includes('aws kinesis split-shard \\'));
    assert.ok(lines.some((line) => line.startsWith(`- ${HOT_ID}: records `)));
  });
});

test('As JSON every line is an event, and standard output holds nothing else', async () => {
  await doctored(oneKeyAt30Percent(), ['--format', 'json'], async ({ exitStatus, stdout }) => {
    assert.is(exitStatus, 0);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(
      [...new Set(events.map(({ event }) => event))],
      ['target', 'window', 'shard', 'key', 'finding'],
    );
    const finding = events.find(({ event }) => event === 'finding');
    assert.is(finding?.kind, 'one key');
    assert.is(finding?.shardId, HOT_ID);
    assert.is(finding?.command, null);
    const key = events.find(({ event, by }) => event === 'key' && by === 'records');
    assert.is(key?.partitionKey, keyIn(HOT, 0));
    assert.equal(key?.tooGreatByAtMost, { records: 0, bytes: 0 });
    assert.is(events.filter(({ event }) => event === 'shard').length, 4);
  });
});

test('As HTML it is one file that fetches nothing, in which hostile keys are text', async () => {
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
  const records = twoKeys().map((record, index) =>
    index % 3 === 0 ? { ...record, partitionKey: hostile } : record,
  );
  await withFile(async (file) => {
    const args = ['--format', 'html', '--output', file];
    await doctored(records, args, async ({ exitStatus, stdout }) => {
      assert.is(exitStatus, 0);
      assert.is(stdout, '');
      const html = await readFile(file, 'utf8');
      const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
      const hash = createHash('sha256').update(style).digest('base64');
      assert.match(
        html,
        `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
      );
      assert.match(html, '&lt;script&gt;alert(1)&lt;/script&gt;');
      const tags = new Set([...html.matchAll(/<([a-z0-9]+)/gi)].map(([, name]) => name));
      for (const name of ['script', 'img', 'link', 'iframe', 'a', 'image', 'use']) {
        assert.not.ok(tags.has(name), name);
      }
      // three charts, each for light and for dark
      assert.is([...html.matchAll(/<svg role="img" aria-label="/g)].length, 6);
      assert.not.match(html, / style="/);
      assert.not.match(
        html.replace(/xmlns(:\w+)?="[^"]*"/g, ''),
        /(?:src|href|url)\s*[=(]\s*"?http/,
      );
      assert.match(html, 'prefers-color-scheme: dark');
      assert.match(html, '<figcaption>Bytes each minute, by shard</figcaption>');
    });
  });
});

test('A stream that is not there ends with 1, and the way to the names there are', async () => {
  await doctored([], ['--stream', 'orders'], async ({ exitStatus, stdout, stderr }) => {
    assert.is(exitStatus, 1);
    assert.is(stdout, '');
    assert.match(
      stderr,
      '\nStream orders does not exist in us-east-1.\nLook at the names there are:',
    );
  });
});

test('What could not be read in time is told, and ends with 3', async () => {
  await doctored(twoKeys(), ['--wait', '0'], async ({ exitStatus, stdout }) => {
    assert.is(exitStatus, 3);
    assert.match(stdout, /\n- Reading came to its deadline before the end of shardId-0/);
  });
});

test('Options that it can not read are refused by name', async () => {
  const stderrOf = async (...args: string[]) => {
    const { exitStatus, stderr } = await runScript('doctor', ...args);
    assert.is(exitStatus, 2);
    return stderr;
  };
  assert.is(
    await stderrOf('--format', 'junit'),
    "--format junit is not one of doctor's; there are text, json, html\n",
  );
  assert.is(await stderrOf('--minutes', '0'), '--minutes 0 is not a whole number from 1 to 1440\n');
  assert.match(await stderrOf('--stream', 'a b'), /^--stream a b is not the name of a stream; /);
});

test('The help says what the exit status means here', async () => {
  const { stdout } = await runScript('doctor', '--help');
  assert.match(stdout, '\n  0 looked, whatever was found   1 no such stream ');
  assert.not.match(stdout, 'every check passes');
});

/** Runs the doctor after this traffic; also gives the stream's tags. */
async function doctored(
  records: readonly ToSend[],
  args: readonly string[],
  look: (ended: Ended, tags: readonly string[]) => Promise<void>,
): Promise<void> {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, records);
    const ended = await runScript('doctor', '--target', aws.url, ...args);
    const { Tags = [] } = await cloud.kinesis.send(
      new ListTagsForStreamCommand({ StreamName: STREAM }),
    );
    await look(
      ended,
      Tags.map(({ Key = '' }) => Key),
    );
  });
}

async function withFile(use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  try {
    await use(join(folder, 'report.html'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test.run();
