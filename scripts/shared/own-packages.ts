import { existsSync } from 'node:fs';
import { $ } from 'zx';

/** Installs what a folder has a lock file of its own for, once: nobody else is to get it. */
export async function installOwnPackages(folder: string, what: string): Promise<void> {
  if (existsSync(`${folder}node_modules`)) return;
  console.error(`Installing ${what} (npm ci in ${folder}) …`);
  await $({ cwd: folder, quiet: true })`npm ci --no-audit --no-fund --loglevel=error`;
}
