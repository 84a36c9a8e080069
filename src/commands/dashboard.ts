import { once } from 'node:events';
import { typed } from '../again.ts';
import { loadCatalogue } from '../catalog.ts';
import { openWorkshop } from '../cli/open-workshop.ts';
import type { Options } from '../cli/options.ts';
import { configFile, ROOT } from '../cli/root.ts';
import { loadConfig } from '../config/config.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { openLivePage } from '../live/live-page.ts';
import { openBrowser } from '../live/open-browser.ts';
import { judgedWalk } from '../live/walk/judged-walk.ts';
import { liveText } from '../report/live-text.ts';
import { PLAIN } from '../ui/style.ts';
import { type CommandContext, refuseRedirected } from './session.ts';

export interface DashboardCommand {
  /** The workshop's own when undefined. */
  readonly name: string | undefined;
  /** before now; as the dashboard says when undefined */
  readonly minutes: number | undefined;
  readonly port: number | undefined;
  /** Whether a browser is opened, where a person sits at the terminal. */
  readonly open: boolean;
}

/**
 * The live page, read-only, until the signal is aborted: `npm run dashboard`.
 *
 * @throws {WorkshopError} `usage` before anything is touched; `no-connection` when AWS does not
 *   answer at the start
 */
export async function runDashboard(
  options: Options,
  { name, minutes, port, open }: DashboardCommand,
  { signal, stems, terminal, startLocalAws }: CommandContext,
): Promise<ExitStatus> {
  refuseRedirected(options, terminal);
  const config = await loadConfig(configFile(), options);
  const entries = await loadCatalogue(ROOT, stems);
  const { report, say } = liveText({
    stream: process.stdout,
    style: PLAIN,
    unicode: terminal.unicode,
  });
  const { workshop, target, startedLocalAws, close } = await openWorkshop(options, {
    config,
    signal,
    startLocalAws,
  });
  try {
    report(target);
    const page = await openLivePage({
      workshop,
      profile: options.profile,
      walk: judgedWalk(config, entries),
      choice: { dashboard: name ?? config.names.dashboard, minutes },
      port,
      debug: options.debug,
    });
    try {
      for (const line of page.told) say(line);
      if (startedLocalAws) {
        say(
          `This local AWS was started for this command and is empty. Walk on it in another terminal: ${typed('workshop')}`,
        );
      }
      say('Ctrl-C ends it.');
      if (open) await openBrowser(page.url, terminal);
      if (!signal.aborted) await once(signal, 'abort');
    } finally {
      await page.close();
    }
  } finally {
    await close();
  }
  return EXIT.pass;
}
