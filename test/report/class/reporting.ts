import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Format } from '../../../src/cli/options.ts';
import type { ClassStanding, MemberStanding } from '../../../src/contract.ts';
import { openClassReporter } from '../../../src/report/class/class-reporter.ts';
import { STUCK_AFTER_SECONDS } from './sample-class.ts';

export interface Reported {
  /** What people read, a text each time. */
  readonly told: readonly string[];
  /** What was written to the file. */
  readonly file: string;
  readonly standing: ClassStanding;
}

/** A class that is reported to a file, and to people who read it as plain text. */
export async function reported(
  { steps, members }: Pick<ClassStanding, 'steps' | 'members'>,
  format: Format,
  more: { readonly identities?: boolean; readonly later?: readonly MemberStanding[] } = {},
): Promise<Reported> {
  const { identities = false, later = [] } = more;
  const output = join(tmpdir(), `class-${process.pid}-${format}`);
  const told: string[] = [];
  const stream = { write: (text: string) => told.push(text) };
  const reporter = await openClassReporter(
    { format, output, reports: [], identities, plain: true },
    { stdout: stream, stderr: stream, isDumb: true, unicode: true, images: undefined },
    {
      steps,
      participants: members.map(({ participant }) => participant),
      stuckAfterSeconds: STUCK_AFTER_SECONDS,
      watch: later.length > 0,
    },
  );
  try {
    for (const member of [...members, ...later]) reporter.report(member);
    await reporter.close(3.4, 3.4);
    const file = await readFile(output, 'utf8').catch(() => '');
    return { told, file, standing: reporter.standing() };
  } finally {
    await rm(output, { force: true });
  }
}
