import { resolve } from 'node:path';
import { type Format, type Options, usage } from '../cli/options.ts';
import type { TextStream } from '../ui/live-area.ts';
import { refuseUnwritable, writeWhole } from './output-file.ts';

/** Where a report goes, and in which format. */
export interface Destination {
  readonly format: Format;
  /** standard output when undefined */
  readonly file: string | undefined;
  /** The option that named the file. */
  readonly option: '--output' | '--report';
}

/**
 * What `--format` with `--output` and each `--report` ask for.
 *
 * @throws {WorkshopError} `usage` when a file can not be written or is named twice; nothing was
 *   touched then
 */
export async function openDestinations({
  format,
  output,
  reports,
}: Pick<Options, 'format' | 'output' | 'reports'>): Promise<Destination[]> {
  const destinations: Destination[] = [
    { format, file: output, option: '--output' },
    ...reports.map((report) => ({ ...report, option: '--report' as const })),
  ];
  const named = new Set<string>();
  for (const { file, option } of destinations) {
    if (file === undefined) continue;
    await refuseUnwritable(file, option);
    if (named.has(resolve(file))) throw usage(`${option} ${file} is named twice; give two files`);
    named.add(resolve(file));
  }
  return destinations;
}

/**
 * Writes what is written as a whole; undefined is what was written already. A file that can not be
 * written any more keeps no other from its place.
 *
 * @throws {WorkshopError} `usage` of the first such file
 */
export async function writeReports(
  reports: readonly { readonly to: Destination; readonly whole: string | undefined }[],
  stdout: TextStream,
): Promise<void> {
  const failures: unknown[] = [];
  for (const { to, whole } of reports) {
    if (whole === undefined) continue;
    if (to.file === undefined) stdout.write(whole);
    else await writeWhole(to.file, whole, to.option).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
