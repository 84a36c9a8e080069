import { loadCatalogue } from '../catalog.ts';
import { openWorkshop } from '../cli/open-workshop.ts';
import type { Options } from '../cli/options.ts';
import { ROOT } from '../cli/root.ts';
import { loadConfig } from '../config.ts';
import type { Outcome } from '../contract.ts';
import { type ExitStatus, exitStatusOfOutcomes } from '../exit-status.ts';
import { openReporter } from '../report/open-reporter.ts';
import { summarise } from '../report/tally.ts';
import { type CommandContext, longestWaitSeconds, refuseUnattended, streamsOf } from '../runner.ts';
import type { FindLeftovers } from './clean-up.ts';
import { endToEnd } from './end-to-end.ts';
import { sameTarget } from './standing.ts';

const ROUNDS = 2;

/** The whole workshop, unattended, from nothing to nothing and twice: `npm run e2e`. */
export async function runEndToEnd(
  options: Options,
  context: CommandContext,
  findLeftovers: FindLeftovers,
): Promise<ExitStatus> {
  refuseUnattended(options);
  const config = await loadConfig(`${ROOT}workshop.config.ts`, options);
  const reporter = await openReporter(options, streamsOf(context.terminal));
  try {
    const entries = await loadCatalogue(ROOT, context.stems);
    // A local AWS of its own: one that runs for this checkout holds somebody's walk.
    const opened = await openWorkshop(options, { config, ...context, attach: false });
    const { workshop, target } = opened;
    const startedMs = performance.now();
    const cloudStartedMs = workshop.cloud.now();
    let outcomes: Outcome[] = [];
    try {
      reporter.report(target);
      outcomes = await endToEnd({
        workshop,
        entries,
        findLeftovers,
        reporter,
        rounds: ROUNDS,
        waitSeconds: options.waitSeconds ?? longestWaitSeconds(config),
        debug: options.debug,
        cleanUpCommand: `npm run clean-up${sameTarget(options)}`,
      });
      return exitStatusOfOutcomes(outcomes);
    } finally {
      const seconds = (performance.now() - startedMs) / 1000;
      const cloudSeconds = (workshop.cloud.now() - cloudStartedMs) / 1000;
      reporter.report(summarise(outcomes, seconds, cloudSeconds));
      await opened.close();
    }
  } finally {
    await reporter.close();
  }
}
