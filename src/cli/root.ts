import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project: of a clone, or of the package in somebody's `node_modules`. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** True where npm put it there, as for `npx`: then nothing is written into its folder. */
export const IS_INSTALLED = ROOT.split(sep).includes('node_modules');

/** The folder that is worked in: the clone itself, or the one that a command was typed in. */
export const WORK_FOLDER = IS_INSTALLED ? process.cwd() : ROOT;

/** The configuration of the folder that is worked in, where it has one, else the project's. */
export function configFile(folder = WORK_FOLDER): string {
  const own = join(folder, 'workshop.config.ts');
  return existsSync(own) ? own : join(ROOT, 'workshop.config.ts');
}
