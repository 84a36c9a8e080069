#!/usr/bin/env node
// `node scripts/start.mjs NAME [arguments]` is what every npm script runs, and as
// `npx kinesis-hot-shard-workshop NAME [arguments]` the package itself. It needs nothing but Node:
// it checks the version, installs the packages of a clone where that is needed, and then runs
// scripts/NAME.ts in this process, or scripts/project/NAME.ts, which a package has not.
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installWhereNeeded } from './install.mjs';

const OLDEST_NODE = 20;
const NOISE = new Set(['ExperimentalWarning', 'DeprecationWarning', 'NodeVersionSupportWarning']);

const root = fileURLToPath(new URL('..', import.meta.url));
// npm has put the dependencies of an installed package there, and maybe not into its own folder
const isInstalled = root.split(sep).includes('node_modules');

await start();

async function start() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    return fail(
      2,
      `This workshop needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org, then run the same command again.`,
    );
  }
  const [, , name = '--help', ...rest] = process.argv;
  const file = ['.', 'project']
    .map((folder) => join(root, 'scripts', folder, `${name}.ts`))
    .find((candidate) => existsSync(candidate));
  try {
    if (!isInstalled) await installWhereNeeded();
  } catch (error) {
    return fail(4, error instanceof Error ? error.message : String(error));
  }
  quieten(rest.includes('--debug'));
  process.argv = [process.execPath, file ?? '', ...rest];
  // Node 22 and newer keep compiled code between runs
  module.enableCompileCache?.();
  await registerTypeScript();
  if (file === undefined) return (await import('./shared/commands.ts')).listCommands(name);
  const { default: command } = await import(pathToFileURL(file).href);
  // some of the project's own have done their work by being imported
  await command?.run();
}

function fail(exitStatus, message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = exitStatus;
}

/** Both kinds: the workshop.config.ts of somebody's folder is CommonJS unless its package.json says. */
async function registerTypeScript() {
  const [esm, cjs] = await Promise.all([import('tsx/esm/api'), import('tsx/cjs/api')]);
  // not the tsconfig.json of the folder that is worked in
  esm.register({ tsconfig: join(root, 'tsconfig.json') });
  cjs.register();
}

/** A participant reads no warnings that are meant for the authors of packages. */
function quieten(debug) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  if (debug) return;
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!NOISE.has(warning.name)) process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
}
