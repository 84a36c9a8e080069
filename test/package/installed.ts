import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { $, type ProcessOutput } from 'zx';
import { ROOT } from '../../src/cli/root.ts';

/** The package as a participant has it: packed, and installed in an empty folder. */
export interface Installed {
  /** The participant's folder. */
  readonly folder: string;
  /** The package in it. */
  readonly packageFolder: string;
  /** bytes */
  readonly packedSize: number;
  /** bytes */
  readonly unpackedSize: number;
  readonly files: readonly string[];
  /** `npx kinesis-hot-shard-workshop` with these arguments, to its end. */
  npx(...args: string[]): Promise<ProcessOutput>;
  remove(): Promise<void>;
}

/** Of no registry and no cache; anything else is a fault of the package. */
const NO_REGISTRY = /E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NOTCACHED)|network/;

/** @returns undefined where its dependencies can not be had on this machine */
export async function installPackage(): Promise<Installed | undefined> {
  const parent = await mkdtemp(join(tmpdir(), 'package-'));
  const folder = join(parent, 'empty');
  await mkdir(folder);
  // what an `npm test` tells its scripts is not for another npm
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')),
  );
  const run = $({ env: { ...env, NO_COLOR: '1' }, cwd: folder, nothrow: true, quiet: true });
  const packing = $({ env, cwd: ROOT, quiet: true });
  const packed = await packing`npm pack --json --pack-destination ${parent} --loglevel=error`;
  const [{ filename, size, unpackedSize, files }] =
    packed.json<
      [{ filename: string; size: number; unpackedSize: number; files: { path: string }[] }]
    >();
  const quietly = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  const install = await run`npm install ${join(parent, filename)} ${quietly} --loglevel=error`;
  const remove = () => rm(parent, { recursive: true, force: true });
  if (install.exitCode !== 0) {
    await remove();
    if (NO_REGISTRY.test(install.stderr)) return undefined;
    throw new Error(install.stderr);
  }
  return {
    folder,
    packageFolder: join(folder, 'node_modules', 'kinesis-hot-shard-workshop'),
    packedSize: size,
    unpackedSize,
    files: files.map(({ path }) => path),
    npx: (...args) =>
      run`npx --no-install --loglevel=error kinesis-hot-shard-workshop ${args}`.timeout('60s'),
    remove,
  };
}
