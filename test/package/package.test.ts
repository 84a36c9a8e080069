import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { $ } from 'zx';
import { ROOT } from '../../src/cli/root.ts';
import { optional } from '../support/optional.ts';
import { type Installed, installPackage } from './installed.ts';

/** Few records, so that a walk takes a second; all the rest is the package's own. */
const CONFIG = `
import { defineConfig } from 'kinesis-hot-shard-workshop';
import config from 'kinesis-hot-shard-workshop/config';

const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
export default defineConfig({
  ...config,
  region: 'eu-west-1',
  traffic: { ...config.traffic, durationSeconds: 200, lanes },
});
`;

const installed = await installPackage();
test.after(() => installed?.remove());
const needs = { what: 'the npm registry or its cache', there: installed !== undefined };

function packaged(title: string, run: (installed: Installed) => Promise<void>): void {
  optional(test, needs, title, async () => {
    assert.ok(installed);
    await run(installed);
  });
}

/** A configuration of the participant's own, while `use` runs. */
async function withConfig<T>(
  { folder }: Installed,
  text: string,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const file = join(folder, 'workshop.config.ts');
  await writeFile(file, text);
  try {
    return await use(file);
  } finally {
    await rm(file);
  }
}

/** What a long-running command prints, up to these words; it is ended after `use`. */
async function whileItRuns(
  { folder }: Installed,
  args: readonly string[],
  words: RegExp,
  use: (found: string) => Promise<void>,
): Promise<void> {
  const bin = join(folder, 'node_modules', '.bin', 'kinesis-hot-shard-workshop');
  const child = spawn(bin, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  try {
    for await (const line of createInterface(child.stdout)) {
      const [, found] = words.exec(line) ?? [];
      if (found === undefined) continue;
      await use(found);
      return;
    }
    assert.unreachable(`${args.join(' ')} ended before it said ${words}`);
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

packaged('The package is under 2 MB, and holds nothing of those who work on it', async (is) => {
  assert.ok(is.packedSize < 2_000_000, `${is.packedSize} bytes`);
  assert.ok(is.unpackedSize < 4_000_000, `${is.unpackedSize} bytes`);
  const odd = is.files.filter((path) => /^(test|bench|\.|scripts\/project)|\.test\./.test(path));
  assert.equal(odd, []);
});

packaged('npx lists the commands as they are typed there', async ({ npx }) => {
  const { exitCode, stdout, stderr } = await npx('--help');
  assert.is(exitCode, 0, stderr);
  assert.match(stdout, /^Usage: npx kinesis-hot-shard-workshop <command> \[options\]\n/);
  for (const name of ['workshop', 'verify', 'e2e', 'local-aws'])
    assert.match(stdout, `\n  ${name} `);
  assert.not.match(stdout, 'bench');
  assert.not.match(stdout, 'npm run');
});

packaged('npx refuses what is no command, and what is one in a clone only', async ({ npx }) => {
  const unknown = await npx('wrkshop');
  assert.is(unknown.exitCode, 2);
  assert.is(unknown.stderr, 'wrkshop is no command; did you mean workshop?\n');
  const ofTheProject = await npx('bench');
  assert.is(ofTheProject.exitCode, 2);
  assert.is(
    ofTheProject.stderr,
    'bench is for those who work on the workshop, and only in a clone\n',
  );
});

packaged(
  'The installed package walks to its end, by the configuration of its folder',
  async (is) => {
    const before = await contentsOf(is.packageFolder);
    await withConfig(is, CONFIG, async () => {
      const walk = await is.npx('workshop', '--yes', '--plain', '--report', 'walk.html');
      assert.is(walk.exitCode, 0, walk.stdout + walk.stderr);
      assert.match(walk.stdout, /\n24 PASS, 0 FAIL, 0 NOT YET, 0 CANNOT TELL in /);
      assert.match(walk.stdout, 'region eu-west-1');
    });
    assert.match(await readFile(join(is.folder, 'walk.html'), 'utf8'), /<\/html>\s*$/);
    assert.equal(await contentsOf(is.packageFolder), before);
  },
);

packaged('The configuration of a folder is typed by what the package exports', async (is) => {
  const tsc = (text: string) =>
    withConfig(is, text, async (file) => {
      const run = $({ quiet: true, nothrow: true, cwd: is.folder });
      return await run`${ROOT}node_modules/.bin/tsc --noEmit --strict --module nodenext ${file}`;
    });
  const right = await tsc(CONFIG);
  assert.is(right.exitCode, 0, right.stdout);
  const wrong = await tsc(CONFIG.replace('region:', 'regoin:'));
  assert.match(wrong.stdout, "'regoin' does not exist in type 'Config'");
});

packaged('Its commands find the local AWS of their folder', async (is) => {
  const args = ['local-aws', '--port', '0'];
  await whileItRuns(is, args, /^Local AWS at (\S+)$/, async (url) => {
    const { exitCode, stdout } = await is.npx('verify', '--only', '1', '--plain');
    assert.is(exitCode, 1);
    assert.match(stdout, `Local AWS at ${url}, `);
    assert.match(stdout, 'npx kinesis-hot-shard-workshop workshop --only 1\n');
  });
});

packaged('The live page is bundled from node_modules as it is from a clone', async (is) => {
  const args = ['dashboard', '--no-open', '--port', '0'];
  await whileItRuns(is, args, /^Live page at (\S+)\/$/, async (url) => {
    const page = await fetch(`${url}/page.js`, { headers: { connection: 'close' } });
    assert.is(page.status, 200);
    const script = await page.text();
    assert.match(script, 'The page goes on by itself.');
    assert.not.match(script, 'React.createElement');
  });
});

/** Each file below a folder, with when it was written. */
async function contentsOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const times = names.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`);
  return (await Promise.all(times)).sort();
}

test.run();
