import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT } from '../../src/cli/root.ts';
import { runProgram } from './support.ts';

const LOCK = {
  packages: {
    '': { name: 'fresh' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['no-such-os'], cpu: ['x'] },
  },
};

/** Stands in for npm: notes that it was called, and leaves what `npm ci` leaves. */
const NPM = `
const { appendFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } = require('node:fs');
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) { console.error('npm error network'); process.exit(1); }
mkdirSync('node_modules', { recursive: true });
try { symlinkSync(${JSON.stringify(`${ROOT}node_modules/tsx`)}, 'node_modules/tsx'); } catch {}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': packages['node_modules/a'] } }));
`;

/** A clone of the workshop with nothing in it but the way in, and one command. */
async function withClone(use: (root: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'clone-'));
  try {
    await mkdir(join(root, 'scripts'));
    await copyFile(`${ROOT}tsconfig.json`, join(root, 'tsconfig.json'));
    for (const file of ['start.mjs', 'install.mjs']) {
      await copyFile(`${ROOT}scripts/${file}`, join(root, 'scripts', file));
    }
    await writeFile(
      join(root, 'scripts', 'hello.ts'),
      `const words: string[] = process.argv.slice(2); export default { run: () => console.log('hello', ...words) };`,
    );
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    await writeFile(join(root, 'package-lock.json'), JSON.stringify(LOCK));
    await mkdir(join(root, 'bin'));
    await writeFile(join(root, 'bin', 'package.json'), '{"type":"commonjs"}');
    await writeFile(join(root, 'bin', 'npm-cli.js'), NPM);
    await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function start(root: string, env: Record<string, string> = {}, ...args: string[]) {
  const npm = { npm_execpath: join(root, 'bin', 'npm-cli.js'), ...env };
  return runProgram(process.execPath, [join(root, 'scripts', 'start.mjs'), ...args], npm);
}

async function installs(root: string): Promise<number> {
  return (await readFile(join(root, 'npm.log'), 'utf8')).trimEnd().split('\n').length;
}

test('a fresh clone is installed in one line, and then the command runs', async () => {
  await withClone(async (root) => {
    const { exitStatus, stdout, stderr } = await start(root, {}, 'hello', '--only', '3');
    assert.is(exitStatus, 0, stderr);
    assert.is(stdout, 'hello --only 3\n');
    assert.match(
      stderr,
      /^Installing the packages of this workshop \(npm ci\) … done in \d+\.\d s\n$/,
    );
    assert.match(await readFile(join(root, 'npm.log'), 'utf8'), /^ci .*--ignore-scripts/);
  });
});

test('an installed clone says nothing, and a lock file that changed installs again', async () => {
  await withClone(async (root) => {
    await start(root, {}, 'hello');
    assert.equal(await start(root, {}, 'hello'), { exitStatus: 0, stdout: 'hello\n', stderr: '' });
    assert.is(await installs(root), 1);
    LOCK_CHANGED.packages['node_modules/a'].version = '1.1.0';
    await writeFile(join(root, 'package-lock.json'), JSON.stringify(LOCK_CHANGED));
    await start(root, {}, 'hello');
    assert.is(await installs(root), 2);
  });
});

const LOCK_CHANGED = structuredClone(LOCK);

test('two commands at once on a fresh clone install once', async () => {
  await withClone(async (root) => {
    const both = await Promise.all([start(root, {}, 'hello', '1'), start(root, {}, 'hello', '2')]);
    assert.equal(
      both.map(({ stdout }) => stdout),
      ['hello 1\n', 'hello 2\n'],
    );
    assert.is(await installs(root), 1);
  });
});

test('a lock that a dead process left behind does not hold the next one up', async () => {
  await withClone(async (root) => {
    await mkdir(join(root, '.workshop', 'install.lock'), { recursive: true });
    const gone = await runProgram(process.execPath, ['-p', 'process.pid']);
    await writeFile(join(root, '.workshop', 'install.lock', 'pid'), gone.stdout.trim());
    assert.is((await start(root, {}, 'hello')).stdout, 'hello\n');
  });
});

test("an install that fails shows npm's own error and what to do", async () => {
  await withClone(async (root) => {
    const { exitStatus, stdout, stderr } = await start(root, { NPM_FAILS: '1' }, 'hello');
    assert.is(exitStatus, 4);
    assert.is(stdout, '');
    assert.is(
      stderr,
      'Installing the packages of this workshop (npm ci) …\nnpm ci failed:\nnpm error network\nOnce that is put right, run the same command again.\n',
    );
  });
});

test.run();
