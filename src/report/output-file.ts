import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WorkshopError } from '../errors.ts';

/** The option that named the file, for who has to name another one. */
type FileOption = '--output' | '--report' | '--picture';

/**
 * Tells before anything is done that a file could not be written at the end.
 *
 * @throws {WorkshopError} `usage`
 */
export async function refuseUnwritable(
  file: string,
  option: FileOption = '--output',
): Promise<void> {
  const unwritable = (why: string, cause?: unknown) => refusal(option, file, why, cause);
  if (file === '') throw unwritable('it has no name');
  const folder = dirname(file);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw unwritable('it is a folder');
  if (found?.isFile() === false) throw unwritable('it is not a regular file');
  const inFolder = await stat(folder).catch(() => undefined);
  if (inFolder?.isDirectory() !== true) throw unwritable(`there is no folder ${folder}`);
  try {
    await access(folder, constants.W_OK);
    if (found !== undefined) await access(file, constants.W_OK);
  } catch (cause) {
    throw unwritable('you may not write there', cause);
  }
}

/** Written beside and renamed: a reader never sees half a file. */
export async function writeWhole(
  file: string,
  content: string | Uint8Array,
  option: FileOption = '--output',
): Promise<void> {
  const half = `${file}.${process.pid}.part`;
  try {
    await writeFile(half, content);
    await rename(half, file);
  } catch (cause) {
    await rm(half, { force: true });
    throw refusal(option, file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function refusal(option: FileOption, file: string, why: string, cause: unknown): WorkshopError {
  return new WorkshopError(
    'usage',
    `${option} ${file || "''"} can not be written: ${why}`,
    '',
    cause,
  );
}
