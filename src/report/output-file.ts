import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WorkshopError } from '../errors.ts';

/**
 * Tells before anything is done that a report could not be written at its end.
 *
 * @throws {WorkshopError} `usage`
 */
export async function refuseUnwritable(file: string): Promise<void> {
  const folder = dirname(file);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw unwritable(file, 'it is a folder');
  if (found?.isFile() === false) throw unwritable(file, 'it is not a regular file');
  const inFolder = await stat(folder).catch(() => undefined);
  if (inFolder?.isDirectory() !== true) throw unwritable(file, `there is no folder ${folder}`);
  try {
    await access(folder, constants.W_OK);
    if (found !== undefined) await access(file, constants.W_OK);
  } catch (cause) {
    throw unwritable(file, 'you may not write there', cause);
  }
}

/** Written beside and renamed: a reader never sees half a report. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const half = `${file}.${process.pid}.part`;
  try {
    await writeFile(half, text);
    await rename(half, file);
  } catch (cause) {
    await rm(half, { force: true });
    throw unwritable(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unwritable(file: string, why: string, cause?: unknown): WorkshopError {
  return new WorkshopError('usage', `--output ${file} can not be written: ${why}`, '', cause);
}
