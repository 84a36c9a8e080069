import { loadCatalogue } from '../catalog.ts';
import type { Options } from '../cli/options.ts';
import { configFile, ROOT } from '../cli/root.ts';
import { loadConfig } from '../config/config.ts';
import { type ExitStatus, exitStatusOfOutcomes } from '../exit-status.ts';
import { differences } from '../recording/differences.ts';
import { judgeRecording } from '../recording/judge-recording.ts';
import { readHead } from '../recording/read-recording.ts';
import { openReporter } from '../report/open-reporter.ts';
import { summarise } from '../report/tally.ts';
import { stepEvent } from '../runner/step.ts';
import type { CommandContext } from './session.ts';

/**
 * Judges the checks of these steps from the answers of a recording, each at each of its moments,
 * without any AWS: `npm run verify -- --replay FILE`. Names and region are those of the recording;
 * everything else that a check goes by is the configuration as it is now.
 *
 * @throws {WorkshopError} `usage` for a file that is no recording; `cannot-tell` after the last
 * moment of one that came to its bound
 */
export async function runReplay(
  options: Options,
  file: string,
  { signal, stems, terminal }: CommandContext,
): Promise<ExitStatus> {
  const head = await readHead(file);
  const { region, lesson, names, tag } = head.config;
  const written = await loadConfig(configFile(), { region, lesson });
  const config = { ...written, names, tag };
  const entries = await loadCatalogue(ROOT, stems);
  const streams = { ...terminal, stdout: process.stdout, stderr: process.stderr };
  const reporter = await openReporter(options, streams, async () => ({
    problem: 'A recording holds what the checks have read, and no more.',
  }));
  const startedMs = performance.now();
  try {
    reporter.say(`Replaying ${file}, made ${head.madeAt} in ${region}. No AWS is asked.`);
    for (const difference of differences(config, head.config)) {
      reporter.say(`The configuration has changed since: ${difference}.`);
    }
    const { debug } = options;
    for await (const judged of judgeRecording({ file, head, config, entries, signal, debug })) {
      const { moment, entry, isFirstOfSitting, outcome } = judged;
      if (isFirstOfSitting) {
        reporter.say(`As it was at ${new Date(moment.atMs).toISOString()}:`);
        reporter.report(stepEvent(entry, 'verify'));
      }
      if (outcome !== undefined) reporter.report({ event: 'check', ...outcome });
      else reporter.say(`Step ${entry.number} has no check “${moment.check}” any more.`);
    }
  } finally {
    const seconds = (performance.now() - startedMs) / 1000;
    reporter.report(summarise(reporter.outcomes(), seconds, seconds));
    await reporter.close();
  }
  return exitStatusOfOutcomes(reporter.outcomes());
}
