import { type OpenWorkshop, openWorkshop } from '../cli/open-workshop.ts';
import { type Options, usage } from '../cli/options.ts';
import { ROOT } from '../cli/root.ts';
import { isInteractive } from '../cli/terminal.ts';
import { loadConfig } from '../config.ts';
import type { Tell } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { openReporter, type Reporter } from '../report/open-reporter.ts';
import { askConsent } from '../runner/consent.ts';
import { type CommandContext, loadAsker, refuseUnattended, streamsOf } from '../runner.ts';
import { listAllShards } from '../shards.ts';
import { waitForActive } from '../stream.ts';
import { chosenTraffic, type TrafficOverrides } from './chosen-lanes.ts';
import { produce } from './produce.ts';
import { shardTable } from './shard-table.ts';

export interface ProduceCommand extends TrafficOverrides {
  /** Print the shards' hash ranges and send nothing. */
  readonly listShards: boolean;
}

const STEM = '03-produce';

/**
 * The traffic alone: `npm run produce`.
 *
 * @throws {WorkshopError} `usage`, before anything is touched; what `produce` throws
 */
export async function runProduce(
  options: Options,
  command: ProduceCommand,
  context: Omit<CommandContext, 'stems' | 'startLocalAws'>,
): Promise<ExitStatus> {
  const { signal, terminal } = context;
  if (options.format !== 'text' && options.format !== 'json') {
    throw usage(`--format ${options.format} is for checks; produce has text and json`);
  }
  const loaded = await loadConfig(`${ROOT}workshop.config.ts`, options);
  const config = chosenTraffic(loaded, command);
  const interactive = isInteractive(terminal, options);
  if (!command.listShards && !interactive) refuseUnattended(options);
  const reporter = await openReporter(options, streamsOf(terminal));
  try {
    const opened = await openWorkshop(options, { config, signal, startLocalAws: noLocalAws });
    try {
      reporter.report(opened.target);
      if (command.listShards) {
        await listShards(opened, reporter);
        return EXIT.pass;
      }
      const asker = interactive ? await loadAsker(options, terminal, signal) : undefined;
      await askConsent(opened.workshop, reporter, asker);
      await send(opened, reporter, command.shard);
      return EXIT.pass;
    } finally {
      await opened.close();
    }
  } finally {
    await reporter.close();
  }
}

async function listShards({ workshop }: OpenWorkshop, { report }: Reporter): Promise<void> {
  const { cloud, config } = workshop;
  for (const text of shardTable(await listAllShards(cloud, config.names.stream))) {
    report({ event: 'progress', step: STEM, progress: { kind: 'fact', text } });
  }
}

async function send(
  { workshop }: OpenWorkshop,
  { report, say }: Reporter,
  shard: number | undefined,
): Promise<void> {
  const { cloud, config } = workshop;
  if (shard !== undefined && cloud.timeLapse) {
    say('To send from several terminals side by side, add --real-time to each.');
  }
  const tell: Tell = (progress) => report({ event: 'progress', step: STEM, progress });
  await waitForActive(workshop, tell);
  const [startMs, cloudStartMs] = [performance.now(), cloud.now()];
  await produce({ cloud, config, tell });
  const cloudSeconds = Math.round((cloud.now() - cloudStartMs) / 1000);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  say(`${cloudSeconds} s of cloud time in ${seconds} s`);
}

/** A local AWS for this command alone would have no stream to send to. */
async function noLocalAws(): Promise<never> {
  throw new WorkshopError(
    'not-found',
    'No local AWS runs for this checkout, so there is no stream to send to.',
    'Start one in another terminal with npm run local-aws, then deploy the stream: npm run workshop -- --to 2',
  );
}
