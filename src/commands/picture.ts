import { typed } from '../again.ts';
import { openWorkshop } from '../cli/open-workshop.ts';
import type { Options } from '../cli/options.ts';
import { configFile } from '../cli/root.ts';
import { loadConfig } from '../config/config.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { imageShower } from '../picture/terminal-image.ts';
import { dashboardPicture } from '../picture/widget-picture.ts';
import { refuseUnwritable, writeWhole } from '../report/output-file.ts';
import { noLocalAws } from './no-local-aws.ts';
import { type CommandContext, refuseRedirected } from './session.ts';

export interface PictureCommand {
  readonly file: string;
  /** Of the dashboard; the workshop's own when undefined. */
  readonly name: string | undefined;
  /** before now; as the widget or its dashboard says when undefined */
  readonly minutes: number | undefined;
  /** of its metric widgets, counted from 1 */
  readonly widget: number;
}

/**
 * Saves a widget of a dashboard as PNG, and shows it where the terminal can.
 *
 * @throws {WorkshopError} `usage` before anything is touched; what `dashboardPicture` throws
 */
export async function runPicture(
  options: Options,
  { file, name, ...which }: PictureCommand,
  { signal, terminal }: Pick<CommandContext, 'signal' | 'terminal'>,
): Promise<ExitStatus> {
  refuseRedirected(options, terminal);
  await refuseUnwritable(file, '--picture');
  const config = await loadConfig(configFile(), options);
  const startLocalAws = noLocalAws(
    'dashboard to draw',
    `Name another AWS with --target, or keep a local one with ${typed('local-aws')} and walk there: ${typed('workshop', '--to 4')}`,
  );
  const opened = await openWorkshop(options, { config, signal, startLocalAws });
  try {
    const { workshop } = opened;
    const png = await dashboardPicture(workshop, {
      name: name ?? config.names.dashboard,
      ...which,
    });
    await writeWhole(file, png, '--picture');
    process.stdout.write(`${file}: ${(png.length / 1_000).toFixed(1)} kB\n`);
    if (terminal.stdoutIsTty && terminal.images === 'sixel' && !options.plain) {
      process.stdout.write('This terminal shows images as Sixel, which is not written here.\n');
    }
    imageShower(process.stdout, terminal, options)?.(png);
    return EXIT.pass;
  } finally {
    await opened.close();
  }
}
