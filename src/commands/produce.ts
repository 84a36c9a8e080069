import { typed } from '../again.ts';
import { type Options, usage } from '../cli/options.ts';
import type { Tell, Workshop } from '../contract.ts';
import { trafficEstimateLines } from '../cost/words.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { askConsent } from '../runner/consent.ts';
import { Meter } from '../runner/meter.ts';
import { listAllShards } from '../stream/shards.ts';
import { waitForActive } from '../stream/stream.ts';
import { chosenTraffic, type TrafficOverrides } from '../traffic/chosen-lanes.ts';
import { produce } from '../traffic/produce.ts';
import { shardTable } from '../traffic/shard-table.ts';
import { isComplete, type Produced } from '../traffic/totals.ts';
import { noLocalAws } from './no-local-aws.ts';
import { inWholeMinutes, produceInAws } from './produce-fleet.ts';
import { type CommandContext, withSession } from './session.ts';

export interface ProduceCommand extends TrafficOverrides {
  /** Print the shards' hash ranges and send nothing. */
  readonly listShards: boolean;
  /** `here` is this machine; `aws` is Lambda, in the account that is sent to. */
  readonly where: 'here' | 'aws';
}

const STEM = '03-produce';

/**
 * The traffic alone: `npm run produce`. It has passed when every record that was due was accepted.
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
  const isFleet = command.where === 'aws' && !command.listShards;
  if (isFleet && options.target.kind !== 'aws') {
    throw usage('--where aws needs --target aws: a local AWS runs no Lambda functions');
  }
  const settings = {
    changesAws: !command.listShards,
    configure: (config: Workshop['config']) => {
      const chosen = chosenTraffic(config, command);
      return isFleet ? inWholeMinutes(chosen) : chosen;
    },
  };
  const startLocalAws = noLocalAws(
    'stream to send to',
    `Start one in another terminal with ${typed('local-aws')}, then deploy the stream: ${typed('workshop', '--to 2')}`,
  );
  const noSteps = { ...context, stems: [], startLocalAws };
  return withSession(options, noSteps, settings, async (session) => {
    const { workshop, reporter } = session;
    if (command.listShards) {
      await listShards(workshop, reporter);
      return { exitStatus: EXIT.pass };
    }
    if (isFleet) return { exitStatus: await produceInAws(session, tellOf(reporter)) };
    if (workshop.cloud.target === 'aws') {
      const question = 'Send the traffic to this account?';
      const cost = trafficEstimateLines(workshop.config);
      await askConsent(session, { question, no: 'Nothing was sent.', cost });
    }
    const produced = await send(workshop, reporter, command.shard);
    return { exitStatus: isComplete(produced) ? EXIT.pass : EXIT.fail };
  });
}

function tellOf({ report }: Reporter): Tell {
  return (progress) => report({ event: 'progress', step: STEM, progress });
}

async function listShards({ cloud, config }: Workshop, reporter: Reporter): Promise<void> {
  const tell = tellOf(reporter);
  const shards = await listAllShards(cloud, config.names.stream);
  for (const text of shardTable(shards)) tell({ kind: 'fact', text });
}

async function send(
  workshop: Workshop,
  reporter: Reporter,
  shard: number | undefined,
): Promise<Produced> {
  const { cloud, config } = workshop;
  if (shard !== undefined && cloud.timeLapse) {
    reporter.say('To send from several terminals side by side, add --real-time to each.');
  }
  const tell = tellOf(reporter);
  await waitForActive(workshop, tell);
  const meter = new Meter(workshop);
  await meter.read();
  const [startMs, cloudStartMs] = [performance.now(), cloud.now()];
  const produced = await produce({ cloud, config, tell: meter.watched(tell) });
  const cloudSeconds = Math.round((cloud.now() - cloudStartMs) / 1000);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  reporter.say(`${cloudSeconds} s of cloud time in ${seconds} s`);
  return produced;
}
