import { again } from '../again.ts';
import { exportLines } from '../cli/export-lines.ts';
import type { Options } from '../cli/options.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { CatalogueEntry, Outcome } from '../contract.ts';
import { walkEstimateLines } from '../cost/words.ts';
import { EXIT, type ExitStatus, exitStatusOfOutcomes } from '../exit-status.ts';
import { WalkPage } from '../live/walk-page.ts';
import { longestWaitSeconds } from '../longest-wait.ts';
import { expectRoom } from '../quotas/expect-room.ts';
import { askConsent } from '../runner/consent.ts';
import { Meter } from '../runner/meter.ts';
import { standingLines } from '../runner/standing.ts';
import { allPass } from '../runner/step.ts';
import { walk } from '../runner/walk.ts';
import { isCleanUp, select } from '../selection.ts';
import { moveExpiry } from '../stack/expiry.ts';
import { paragraphs } from '../ui/wrap.ts';
import { type CommandContext, type Ending, type Session, withSession } from './session.ts';

/**
 * The guided walk: `npm run workshop`.
 *
 * @param withPage whether the live page is opened beside it from the start
 */
export async function runWorkshop(
  options: Options,
  withPage: boolean,
  context: CommandContext,
): Promise<ExitStatus> {
  const { selected, before } = select(context.stems, options);
  let shown: WalkPage | undefined;
  const status = withSession(options, context, { changesAws: true }, async (session) => {
    const { workshop, entries, opened, reporter, asker, terminal } = session;
    const page = new WalkPage(session);
    shown = page;
    if (withPage) await page.open();
    if (asker === undefined) reporter.say(unattendedLine(options, terminal));
    const walked = entries.filter(({ stem }) => [...before, ...selected].includes(stem));
    await expectRoom(workshop, walked, reporter.say);
    if (workshop.cloud.target === 'aws') {
      const question = 'Go on in this account?';
      const cost = walkEstimateLines(walked, workshop.config, {
        cleanUp: again(workshop, 'clean-up'),
      });
      await askConsent(session, { question, no: 'Nothing was changed in AWS.', cost });
    }
    await moveExpiry(workshop, (progress) => {
      if (progress.kind === 'fact') reporter.say(progress.text);
    });
    const meter = new Meter(workshop);
    await meter.read();
    const metered = entries.map((entry) => meter.metered(entry));
    let at: CatalogueEntry | undefined;
    const stand = () => {
      for (const line of standingLines(at, workshop, opened.startedLocalAws)) reporter.say(line);
    };
    try {
      const ended = await walk({
        workshop,
        reporter: page.toldBy(reporter),
        asker,
        entries: metered.filter(({ stem }) => selected.includes(stem)),
        before: metered.filter(({ stem }) => before.includes(stem)),
        again: options.only !== undefined,
        waitSeconds: options.waitSeconds ?? longestWaitSeconds(workshop.config),
        debug: options.debug,
        endpoint: opened.target.endpoint,
        openPage: () => page.open(),
        onStep: (entry) => {
          at = entry;
        },
      });
      return ended === 'done' ? { next: () => partingWords(session) } : endedEarly(session, stand);
    } catch (error) {
      stand();
      throw error;
    } finally {
      if (meter.sentence !== undefined) reporter.say(meter.sentence);
    }
  });
  return status.finally(() => shown?.close());
}

/** A walk that ended early has shown less than it was asked for. */
function endedEarly({ reporter }: Session, next: () => void): Ending {
  const status = exitStatusOfOutcomes(reporter.outcomes());
  return { next, exitStatus: status === EXIT.pass ? EXIT.notYet : status };
}

function unattendedLine({ yes }: Options, { stdinIsTty, stdoutIsTty }: Terminal): string {
  return yes || (stdinIsTty && stdoutIsTty)
    ? 'The steps run unattended.'
    : 'No terminal to ask at: the steps run unattended.';
}

/** What was to be learnt, for a walk that has shown it. */
const LESSON = `You have seen a hot shard: one of four took most of the records, while the stream as a whole stood
far below its capacity. Its keys made it: Kinesis puts all records of a key into one shard. The sum
of IncomingRecords by shard shows it, and once a shard is at its limit, so do its refused records
(WriteProvisionedThroughputExceeded). Metrics of the whole stream show neither. Where many keys make
it, a split where half of the load lies cools it; where one key does, only spreading the key helps.`;

function passes(stem: string, told: readonly Outcome[]): boolean {
  const outcomes = told.filter(({ step }) => step === stem);
  return outcomes.length > 0 && allPass(outcomes);
}

async function partingWords(session: Session): Promise<void> {
  const { reporter, opened, asker, workshop, entries } = session;
  const told = reporter.outcomes();
  reporter.say('');
  if (entries.every(({ stem }) => isCleanUp(stem) || passes(stem, told))) {
    for (const line of paragraphs(LESSON)) reporter.say(line);
  }
  const last = entries.findLastIndex(({ stem }) => passes(stem, told));
  const next = entries[last + 1];
  if (next !== undefined && !isCleanUp(next.stem)) {
    reporter.say(`Next is step ${next.number}, ${next.step.title}:`);
    reporter.sayCommand(`  ${again(workshop, 'workshop', `--from ${next.number}`)}`);
  }
  const { target, startedLocalAws } = opened;
  if (entries.some(({ stem }) => isCleanUp(stem) && passes(stem, told))) return;
  if (!startedLocalAws) {
    return reporter.say(`Take everything away again with: ${again(workshop, 'clean-up')}`);
  }
  if (asker === undefined) return;
  reporter.say('');
  reporter.say('Look around in another terminal with an AWS CLI:');
  for (const line of exportLines(target.endpoint, target.region)) {
    reporter.sayCommand(`  ${line}`);
  }
  reporter.say('This local AWS ends with this command. Press Enter to end it.');
  const key = asker.watchKey('enter');
  const { signal } = workshop.cloud;
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    await Promise.race([key.pressed, aborted]);
  } finally {
    key.stop();
  }
}
