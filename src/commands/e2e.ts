import { again } from '../again.ts';
import type { Options } from '../cli/options.ts';
import type { Workshop } from '../contract.ts';
import { walkEstimateLines } from '../cost/words.ts';
import { duration } from '../duration.ts';
import { WorkshopError } from '../errors.ts';
import type { ExitStatus } from '../exit-status.ts';
import { explainInARow } from '../explain.ts';
import { interrupted } from '../interrupted.ts';
import { longestWaitSeconds } from '../longest-wait.ts';
import { NEAR_MISSES } from '../near-misses/catalogue.ts';
import { tellNearMisses } from '../near-misses/score.ts';
import { expectRoom } from '../quotas/expect-room.ts';
import { askConsent } from '../runner/consent.ts';
import { endToEnd } from '../runner/end-to-end.ts';
import { Meter } from '../runner/meter.ts';
import { brokenOff } from './broken-off.ts';
import { type CommandContext, type Session, withSession } from './session.ts';

const ROUNDS = 2;

/**
 * The whole workshop, unattended, from nothing to nothing and twice: `npm run e2e`. Once it walks,
 * a signal ends the walks and not the command, which then cleans up.
 *
 * @param limitSeconds of real time for the walks; as configured when undefined, and none on a local
 *   AWS, which ends with the command
 */
export async function runEndToEnd(
  options: Options,
  limitSeconds: number | undefined,
  context: CommandContext,
): Promise<ExitStatus> {
  const { signal } = context;
  const lasting = new AbortController();
  const end = () => lasting.abort();
  signal.addEventListener('abort', end);
  // A local AWS of its own: one that runs for this folder holds somebody's walk.
  const settings = { changesAws: true, attach: false };
  return withSession(options, { ...context, signal: lasting.signal }, settings, async (session) => {
    await consent(session);
    signal.removeEventListener('abort', end);
    const { deadlines } = session.workshop.config;
    const isLocal = session.workshop.cloud.target === 'local';
    await walkAndCleanUp(session, {
      signal,
      lasting,
      limitSeconds: limitSeconds ?? (isLocal ? undefined : deadlines.endToEndSeconds),
    });
    return undefined;
  });
}

async function consent(session: Session): Promise<void> {
  const { workshop, entries, reporter } = session;
  if (workshop.cloud.target === 'local') return;
  await expectRoom(workshop, entries, reporter.say);
  const question = `Walk ${ROUNDS} times, and delete what an earlier walk left here?`;
  const cost = walkEstimateLines(entries, workshop.config, {
    walks: ROUNDS,
    cleanUp: again(workshop, 'clean-up'),
  });
  await askConsent(session, { question, no: 'Nothing was changed in AWS.', cost });
}

interface Ends {
  /** Ends the walks. */
  readonly signal: AbortSignal;
  /** Ends what is left to do after them, too. */
  readonly lasting: AbortController;
  readonly limitSeconds: number | undefined;
}

async function walkAndCleanUp(
  { options, workshop, entries, reporter, opened }: Session,
  { signal, lasting, limitSeconds }: Ends,
): Promise<void> {
  const walks = new AbortController();
  const interrupt = () => walks.abort(interrupted());
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt);
  const timers: NodeJS.Timeout[] = [];
  const { cleanUpSeconds } = workshop.config.deadlines;
  const walking = await opened.reconnect(walks.signal);
  const meter = new Meter(walking);
  const tellWhatIsLeft = () => process.stderr.write(`${leftText(workshop)}\n`);
  // a local AWS of the command's own ends with it
  if (workshop.cloud.target !== 'local') process.on('exit', tellWhatIsLeft);
  try {
    if (limitSeconds !== undefined) {
      timers.push(setTimeout(() => walks.abort(timeIsUp(limitSeconds)), limitSeconds * 1000));
    }
    await endToEnd({
      workshop: walking,
      entries: entries.map((entry) => meter.metered(entry)),
      reporter,
      rounds: ROUNDS,
      waitSeconds: options.waitSeconds ?? longestWaitSeconds(workshop.config),
      debug: options.debug,
      toCleanUp: () => {
        const why = walks.signal.aborted ? `${explainInARow(walks.signal.reason)} ` : '';
        const within = duration(cleanUpSeconds);
        reporter.say(
          `${why}The walks end here, and what they have made is taken away, within ${within}.`,
        );
        timers.push(setTimeout(() => lasting.abort(cleanUpTooLong(within)), cleanUpSeconds * 1000));
        return workshop;
      },
    });
    await tellNearMisses({ nearMisses: NEAR_MISSES, entries, workshop: walking, reporter });
  } catch (error) {
    // what was not walked was not judged, which a pipeline has to read in the report
    if (error instanceof WorkshopError && error.code === 'interrupted') {
      reporter.record(brokenOff(error, 'CANNOT TELL'));
    }
    throw error;
  } finally {
    process.off('exit', tellWhatIsLeft);
    signal.removeEventListener('abort', interrupt);
    for (const timer of timers) clearTimeout(timer);
    if (meter.sentence !== undefined) reporter.say(meter.sentence);
  }
}

function timeIsUp(limitSeconds: number): WorkshopError {
  return new WorkshopError(
    'cannot-tell',
    `The time limit of ${duration(limitSeconds)} was reached before the walks were over`,
    'Look at what took so long, or give it more time: --time-limit MINUTES',
  );
}

function cleanUpTooLong(within: string): WorkshopError {
  return new WorkshopError(
    'cannot-tell',
    `It did not end within ${within}`,
    'Look at the events of the stacks that are left',
  );
}

/** For a process that ends before its time: nothing else can be said then. */
function leftText(workshop: Workshop): string {
  return `Ended before everything was taken away. What is left may cost money: ${again(workshop, 'clean-up')}`;
}
