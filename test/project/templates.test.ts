import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../../src/cli/root.ts';
import { hasProgram, optional } from '../support/optional.ts';

/** Cloud9 is in maintenance, as its parameter says. */
const KNOWN = 'W3697';

optional(
  test,
  { what: 'cfn-lint', there: hasProgram('cfn-lint') },
  'Each template is valid by the public schemas of its resource types',
  async () => {
    const templates = readdirSync(`${ROOT}templates`).map((name) => `templates/${name}`);
    assert.ok(templates.includes('templates/01-deploy.yaml'));
    const options = ['--regions', 'us-east-1', '--ignore-checks', KNOWN, '--'];
    const { stdout, status } = spawnSync('cfn-lint', [...options, ...templates], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    assert.is(stdout, '');
    assert.is(status, 0);
  },
);

test.run();
