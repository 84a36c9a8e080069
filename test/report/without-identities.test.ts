import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMATS, type Format } from '../../src/cli/options.ts';
import { openReporter } from '../../src/report/open-reporter.ts';
import { withoutIdentities } from '../../src/report/without-identities.ts';
import { runScript } from '../cli/support.ts';
import { outcome } from './sample.ts';

const ARN = 'arn:aws:iam::123456789012:user/ann';
const SAID = `User: ${ARN} of 123456789012 (AKIAIOSFODNN7EXAMPLE) may not read shardId-000000000000`;
const TOLD = 'User: [ARN] of [account] ([key]) may not read shardId-000000000000';

const UNTOLD = outcome({
  verdict: 'CANNOT TELL',
  reason: SAID,
  observed: SAID,
  expected: SAID,
  remedy: SAID,
  command: `aws kinesis list-shards --stream-arn ${ARN} --profile ann`,
  evidence: { [ARN]: [SAID, { by: ARN }], shards: 4 },
});

const STEP = {
  event: 'step',
  step: '03-produce',
  number: 3,
  of: 7,
  title: 'Send traffic',
  action: 'run',
} as const;

for (const format of FORMATS) {
  test(`A report as ${format} names no ARN, account or access key, unless asked to`, async () => {
    const written = await reported(format, false);
    for (const text of written) {
      assert.not.match(text, /123456789012|AKIA|arn:aws/);
      // a cell of Markdown escapes the brackets
      assert.match(text, /\[ARN\\?\]/);
    }
    for (const text of await reported(format, true)) assert.match(text, ARN);
  });
}

test('What a reader needs to type or to look up stays as it is', () => {
  for (const text of [
    'aws kinesis list-shards --profile ann --stream-name orders-123456789012',
    'shardId-000000000000 of hot-shard-data-stream, key shop-1',
    'sequence number 49590338271490256608559692538361571095921575989136588898',
    'hash key 340282366920938463463374607431768211455',
    'npm run verify -- --participant 202411230001',
  ]) {
    assert.is(withoutIdentities(text), text);
  }
  assert.is(withoutIdentities(SAID), TOLD);
});

test('What somebody typed is theirs, in an error that says what is wrong with it', async () => {
  const said = await runScript('verify', '--only', ARN);
  assert.match(said.stderr, ARN);
});

/** What people and machines get of it: on the terminal, and in a file. */
async function reported(format: Format, identities: boolean): Promise<string[]> {
  const output = join(tmpdir(), `report-${process.pid}-${format}`);
  const texts: string[] = [];
  const stream = { write: (text: string) => texts.push(text) };
  const streams = {
    stdout: stream,
    stderr: stream,
    isDumb: true,
    unicode: true,
    images: undefined,
  };
  const reporter = await openReporter(
    { format, output, reports: [], identities, plain: true },
    streams,
    async () => ({ problem: SAID }),
  );
  try {
    reporter.report(STEP);
    reporter.report({ event: 'progress', step: STEP.step, progress: { kind: 'fact', text: SAID } });
    reporter.report({ event: 'check', ...UNTOLD });
    reporter.record({ ...UNTOLD, step: 'command' });
    reporter.say(SAID);
    await reporter.look();
    await reporter.close();
    return [texts.join(''), await readFile(output, 'utf8')];
  } finally {
    await rm(output, { force: true });
  }
}

test.run();
