import { loadCatalogue } from '../catalog.ts';
import { openWorkshop } from '../cli/open-workshop.ts';
import type { Options } from '../cli/options.ts';
import { ROOT } from '../cli/root.ts';
import { loadConfig } from '../config.ts';
import type { Outcome } from '../contract.ts';
import { type ExitStatus, exitStatusOfOutcomes } from '../exit-status.ts';
import { judgeAll } from '../judge.ts';
import { openReporter } from '../report/open-reporter.ts';
import { summarise } from '../report/tally.ts';
import { type CommandContext, streamsOf } from '../runner.ts';
import { select } from '../selection.ts';

/** The instructor's checks, which change nothing in AWS: `npm run verify`. */
export async function runVerify(options: Options, context: CommandContext): Promise<ExitStatus> {
  const { selected } = select(context.stems, options);
  const config = await loadConfig(`${ROOT}workshop.config.ts`, options);
  const reporter = await openReporter(options, streamsOf(context.terminal));
  const { report } = reporter;
  try {
    const entries = await loadCatalogue(ROOT, selected);
    const opened = await openWorkshop(options, { config, ...context });
    const startedMs = performance.now();
    const cloudStartedMs = opened.workshop.cloud.now();
    const outcomes: Outcome[] = [];
    try {
      report(opened.target);
      if (opened.startedLocalAws) {
        reporter.say(
          'This local AWS was started for this command and is empty. To keep one for all commands: npm run local-aws',
        );
      }
      const waitSeconds = options.waitSeconds ?? 0;
      const endMs = cloudStartedMs + waitSeconds * 1000;
      for (const entry of entries) {
        const { stem, number, step } = entry;
        report({ event: 'step', step: stem, number, title: step.title, action: 'verify' });
        const leftSeconds = Math.max(0, (endMs - opened.workshop.cloud.now()) / 1000);
        const judged = await judgeAll([entry], opened.workshop, {
          waitSeconds: leftSeconds,
          report,
          debug: options.debug,
        });
        outcomes.push(...judged);
      }
      return exitStatusOfOutcomes(outcomes);
    } finally {
      const seconds = (performance.now() - startedMs) / 1000;
      const cloudSeconds = (opened.workshop.cloud.now() - cloudStartedMs) / 1000;
      report(summarise(outcomes, seconds, cloudSeconds));
      await opened.close();
    }
  } finally {
    await reporter.close();
  }
}
