import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WHERE } from '../../src/cli/common-options.ts';
import { parseCommand } from '../../src/cli/parse-command.ts';
import { readTerminal } from '../../src/cli/terminal.ts';
import { refuseRedirected } from '../../src/commands/session.ts';

const url = 'http://127.0.0.1:4599';

function refused(target: string, env: NodeJS.ProcessEnv): string {
  const spec = { name: 'verify', summary: '', options: WHERE, examples: [] };
  const parsed = parseCommand(spec, ['--target', target]);
  assert.ok(parsed);
  try {
    refuseRedirected(parsed.options, readTerminal(env));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('Real AWS is refused where a variable sends all AWS clients, or one of them, elsewhere', () => {
  for (const variable of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_KINESIS', 'AWS_ENDPOINT_URL_STS']) {
    assert.is(
      refused('aws', { [variable]: url }),
      `--target aws would reach ${url}, as ${variable} is set; unset it, or give that URL as the target`,
    );
  }
});

test('Where nothing is sent elsewhere, or nothing of it counts, real AWS is not refused', () => {
  assert.is(refused('aws', { AWS_ENDPOINT_URL_KINESIS: '' }), '');
  assert.is(refused('aws', { AWS_ENDPOINT_URL_S3: url }), '');
  const ignored = { AWS_ENDPOINT_URL: url, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
  assert.is(refused('aws', ignored), '');
  assert.is(refused('local', { AWS_ENDPOINT_URL: url }), '');
});

test.run();
