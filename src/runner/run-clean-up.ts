import { loadCatalogue } from '../catalog.ts';
import { openWorkshop } from '../cli/open-workshop.ts';
import type { Options } from '../cli/options.ts';
import { ROOT } from '../cli/root.ts';
import { isInteractive } from '../cli/terminal.ts';
import { loadConfig } from '../config.ts';
import type { Config, Outcome } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { type ExitStatus, exitStatusOfOutcomes } from '../exit-status.ts';
import { openReporter } from '../report/open-reporter.ts';
import { summarise } from '../report/tally.ts';
import { type CommandContext, loadAsker, refuseUnattended, streamsOf } from '../runner.ts';
import { cleanUp, type FindLeftovers } from './clean-up.ts';
import { sameTarget } from './standing.ts';

/** Takes everything away and proves it: `npm run clean-up`. */
export async function runCleanUp(
  options: Options,
  context: CommandContext,
  findLeftovers: FindLeftovers,
): Promise<ExitStatus> {
  const { signal, stems, terminal } = context;
  const config = await loadConfig(`${ROOT}workshop.config.ts`, options);
  const interactive = isInteractive(terminal, options);
  if (!interactive) refuseUnattended(options);
  const reporter = await openReporter(options, streamsOf(terminal));
  const { report, say } = reporter;
  try {
    const entries = await loadCatalogue(ROOT, stems);
    const opened = await openWorkshop(options, { config, ...context });
    const { workshop, target } = opened;
    const startedMs = performance.now();
    const cloudStartedMs = workshop.cloud.now();
    let outcomes: Outcome[] = [];
    try {
      report(target);
      if (opened.startedLocalAws) {
        say('This local AWS was started for this command and is empty: there is nothing to undo.');
      } else if (interactive) {
        const asker = await loadAsker(options, terminal, signal);
        reporter.settle();
        if (!(await asker.confirm(question(config), false))) {
          throw new WorkshopError('interrupted', 'Nothing was deleted.', '');
        }
      }
      const command = `npm run clean-up${sameTarget(options)}`;
      const { debug } = options;
      outcomes = await cleanUp({ workshop, entries, findLeftovers, report, say, debug, command });
      return exitStatusOfOutcomes(outcomes);
    } finally {
      const seconds = (performance.now() - startedMs) / 1000;
      report(summarise(outcomes, seconds, (workshop.cloud.now() - cloudStartedMs) / 1000));
      await opened.close();
    }
  } finally {
    await reporter.close();
  }
}

function question({ names, region }: Config): string {
  return `Delete stacks ${names.stack} and ${names.dashboardStack}, with stream ${names.stream} and dashboard ${names.dashboard}, in ${region}?`;
}
