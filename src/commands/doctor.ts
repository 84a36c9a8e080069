import { typed } from '../again.ts';
import { openWorkshop } from '../cli/open-workshop.ts';
import type { Options } from '../cli/options.ts';
import { configFile } from '../cli/root.ts';
import { loadConfig } from '../config/config.ts';
import type { TargetEvent } from '../contract.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { lastCompleteMinutes } from '../minutes.ts';
import { doctorEvents } from '../report/diagnosis/events.ts';
import { namelessDiagnosis } from '../report/diagnosis/nameless.ts';
import { diagnosisText, type Reader } from '../report/diagnosis/text.ts';
import { liveText } from '../report/live-text.ts';
import { refuseUnwritable, writeWhole } from '../report/output-file.ts';
import { PLAIN } from '../ui/style.ts';
import { noLocalAws } from './no-local-aws.ts';
import { type CommandContext, refuseRedirected } from './session.ts';

export type DoctorFormat = 'text' | 'json' | 'html';

export interface DoctorCommand {
  /** The workshop's own when undefined. */
  readonly stream: string | undefined;
  /** complete minutes before now */
  readonly minutes: number;
  readonly format: DoctorFormat;
}

/**
 * What makes any stream of the account hot, read-only: `npm run doctor`. The report goes to standard
 * output or to a file; what happens meanwhile to standard error.
 *
 * @throws {WorkshopError} `usage` before anything is touched; what `diagnose` throws
 */
export async function runDoctor(
  options: Options,
  command: DoctorCommand,
  { signal, terminal }: Pick<CommandContext, 'signal' | 'terminal'>,
): Promise<ExitStatus> {
  const { output } = options;
  refuseRedirected(options, terminal);
  if (output !== undefined) await refuseUnwritable(output);
  const config = await loadConfig(configFile(), options);
  const { unicode } = terminal;
  const live = liveText({ stream: process.stderr, style: PLAIN, unicode });
  const startLocalAws = noLocalAws(
    'stream to look at',
    `Name another AWS with --target, or keep a local one with ${typed('local-aws')} and walk there: ${typed('workshop')}`,
  );
  const opened = await openWorkshop(options, { config, signal, startLocalAws });
  try {
    const { cloud } = opened.workshop;
    live.report(opened.target);
    const whole = await diagnose({
      cloud,
      stream: command.stream ?? config.names.stream,
      window: lastCompleteMinutes(cloud.now(), command.minutes),
      heat: config.heat,
      withinSeconds: options.waitSeconds ?? config.deadlines.diagnosisSeconds,
      tell: (progress) => live.report({ event: 'progress', step: 'doctor', progress }),
    });
    live.settle();
    const diagnosis = options.identities ? whole : namelessDiagnosis(whole);
    const reader =
      output === undefined
        ? { columns: process.stdout.columns, unicode }
        : { columns: undefined, unicode: true };
    const report = await written(diagnosis, command.format, {
      target: opened.target,
      cliOptions: cloud.cliOptions,
      reader,
    });
    if (output === undefined) process.stdout.write(report);
    else await writeWhole(output, report);
    const isWhole = diagnosis.unseen.every(({ kind }) => kind !== 'unread records');
    return isWhole ? EXIT.pass : EXIT.notYet;
  } finally {
    await opened.close();
  }
}

async function written(
  diagnosis: Diagnosis,
  format: DoctorFormat,
  {
    target,
    cliOptions,
    reader,
  }: {
    readonly target: TargetEvent;
    readonly cliOptions: string;
    readonly reader: Reader;
  },
): Promise<string> {
  switch (format) {
    case 'text':
      return diagnosisText(diagnosis, cliOptions, reader);
    case 'json':
      return doctorEvents(diagnosis, target, cliOptions)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join('');
    case 'html': {
      // what draws takes 300 ms to load
      const { diagnosisPage } = await import('../report/html/diagnosis-page.ts');
      return diagnosisPage(diagnosis, cliOptions);
    }
  }
}
