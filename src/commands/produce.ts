import { typed } from '../again.ts';
import { type Options, usage } from '../cli/options.ts';
import type { Tell, Workshop } from '../contract.ts';
import { trafficEstimateLines } from '../cost/words.ts';
import { WorkshopError } from '../errors.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { askConsent } from '../runner/consent.ts';
import { Meter } from '../runner/meter.ts';
import { listAllShards } from '../shards.ts';
import { waitForActive } from '../stream.ts';
import { chosenTraffic, type TrafficOverrides } from '../traffic/chosen-lanes.ts';
import { produce } from '../traffic/produce.ts';
import { shardTable } from '../traffic/shard-table.ts';
import { type CommandContext, withSession } from './session.ts';

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
  context: Omit<CommandContext, 'startLocalAws'>,
): Promise<ExitStatus> {
  for (const { format } of [options, ...options.reports]) {
    if (format !== 'text' && format !== 'json') {
      throw usage(`A report as ${format} is of checks; produce has text and json`);
    }
  }
  const settings = {
    changesAws: !command.listShards,
    configure: (config: Workshop['config']) => chosenTraffic(config, command),
  };
  const noSteps = { ...context, stems: [], startLocalAws: noLocalAws };
  return withSession(options, noSteps, settings, async (session) => {
    const { workshop, reporter } = session;
    if (command.listShards) {
      await listShards(workshop, reporter);
    } else {
      if (workshop.cloud.target === 'aws') {
        const question = 'Send the traffic to this account?';
        const cost = trafficEstimateLines(workshop.config);
        await askConsent(session, { question, no: 'Nothing was sent.', cost });
      }
      await send(workshop, reporter, command.shard);
    }
    return { exitStatus: EXIT.pass };
  });
}

async function listShards({ cloud, config }: Workshop, { report }: Reporter): Promise<void> {
  for (const text of shardTable(await listAllShards(cloud, config.names.stream))) {
    report({ event: 'progress', step: STEM, progress: { kind: 'fact', text } });
  }
}

async function send(
  workshop: Workshop,
  { report, say }: Reporter,
  shard: number | undefined,
): Promise<void> {
  const { cloud, config } = workshop;
  if (shard !== undefined && cloud.timeLapse) {
    say('To send from several terminals side by side, add --real-time to each.');
  }
  const tell: Tell = (progress) => report({ event: 'progress', step: STEM, progress });
  await waitForActive(workshop, tell);
  const meter = new Meter(workshop);
  await meter.read();
  const [startMs, cloudStartMs] = [performance.now(), cloud.now()];
  await produce({ cloud, config, tell: meter.watched(tell) });
  const cloudSeconds = Math.round((cloud.now() - cloudStartMs) / 1000);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  say(`${cloudSeconds} s of cloud time in ${seconds} s`);
}

/** A local AWS for this command alone would have no stream to send to. */
async function noLocalAws(): Promise<never> {
  throw new WorkshopError(
    'not-found',
    'No local AWS runs for this folder, so there is no stream to send to.',
    `Start one in another terminal with ${typed('local-aws')}, then deploy the stream: ${typed('workshop', '--to 2')}`,
  );
}
