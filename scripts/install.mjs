// Installs the packages of a clone where they are missing or older than the lock file. It needs
// nothing but Node.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const INSTALL_DEADLINE_MS = 10 * 60_000;
const NPM_LINES = 15;

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFolder = join(root, '.workshop', 'install.lock');

export async function installWhereNeeded() {
  if (hasPackages()) return;
  const deadline = Date.now() + INSTALL_DEADLINE_MS;
  while (!takeLock()) {
    if (Date.now() > deadline) {
      throw new Error(
        `Another command has been installing for too long. Delete ${lockFolder} and try again.`,
      );
    }
    await sleep(200);
    if (hasPackages()) return;
  }
  try {
    if (!hasPackages()) await install();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

/**
 * npm writes node_modules/.package-lock.json at the end of an install: what is really there. The
 * contents are compared, because a checkout or a copy changes the files' times.
 */
function hasPackages() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  const asWanted = Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (present[path] ? same(entry, present[path]) : !isForHere(entry)),
  );
  return asWanted && Object.keys(present).every((path) => wanted[path] !== undefined);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function same(wanted, present) {
  return wanted.version === present.version && wanted.integrity === present.integrity;
}

/** Packages for other machines are optional and stay out of node_modules. */
function isForHere(entry) {
  if (!entry.optional) return true;
  const built = entry.os?.includes(process.platform) && entry.cpu?.includes(process.arch);
  return built === true && entry.libc === undefined;
}

/** A folder is made by one process only, so that two commands do not install at once. */
function takeLock() {
  mkdirSync(join(root, '.workshop'), { recursive: true });
  try {
    mkdirSync(lockFolder);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isStale()) rmSync(lockFolder, { recursive: true, force: true });
    return false;
  }
  writeFileSync(join(lockFolder, 'pid'), String(process.pid));
  return true;
}

function isStale() {
  try {
    const heldForMs = Date.now() - statSync(lockFolder).mtimeMs;
    if (heldForMs > INSTALL_DEADLINE_MS) return true;
    const pidFile = join(lockFolder, 'pid');
    // the holder writes its number just after it made the folder
    if (!existsSync(pidFile)) return heldForMs > 5_000;
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

async function install() {
  const started = Date.now();
  process.stderr.write('Installing the packages of this workshop (npm ci) …');
  try {
    await npm(
      'ci',
      '--no-audit',
      '--no-fund',
      '--no-progress',
      '--loglevel=error',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
    );
  } catch (error) {
    throw new Error(
      `\nnpm ci failed:\n${error.message}\nOnce that is put right, run the same command again.`,
    );
  }
  process.stderr.write(` done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

async function npm(...args) {
  const path = process.env.npm_execpath ?? '';
  const viaNode = path.endsWith('npm-cli.js');
  const child = viaNode
    ? spawn(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    : spawn('npm', args, {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe'],
        shell: process.platform === 'win32',
      });
  const stop = (signal) => {
    child.kill(signal);
    rmSync(lockFolder, { recursive: true, force: true });
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.off('SIGINT', stop);
  process.off('SIGTERM', stop);
  // npm explains first, and then goes on for pages about its options
  const explained = errors.trim().split('\n').slice(0, NPM_LINES).join('\n');
  if (status !== 0) throw new Error(explained || `npm ended with status ${status}`);
}
