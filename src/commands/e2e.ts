import { again } from '../again.ts';
import type { Options } from '../cli/options.ts';
import { walkEstimateLines } from '../cost/words.ts';
import type { ExitStatus } from '../exit-status.ts';
import { longestWaitSeconds } from '../longest-wait.ts';
import { askConsent } from '../runner/consent.ts';
import { endToEnd } from '../runner/end-to-end.ts';
import { Meter } from '../runner/meter.ts';
import { type CommandContext, withSession } from './session.ts';

const ROUNDS = 2;

/** The whole workshop, unattended, from nothing to nothing and twice: `npm run e2e`. */
export async function runEndToEnd(options: Options, context: CommandContext): Promise<ExitStatus> {
  // A local AWS of its own: one that runs for this folder holds somebody's walk.
  const settings = { changesAws: true, attach: false };
  return withSession(options, context, settings, async (session) => {
    const { workshop, entries, reporter } = session;
    const { target, signal } = workshop.cloud;
    if (target !== 'local') {
      const question = `Walk ${ROUNDS} times, and delete what an earlier walk left here?`;
      const cost = walkEstimateLines(entries, workshop.config, {
        walks: ROUNDS,
        cleanUp: again(workshop, 'clean-up'),
      });
      await askConsent(session, { question, no: 'Nothing was changed in AWS.', cost });
    }
    const meter = new Meter(workshop);
    try {
      await endToEnd({
        workshop,
        entries: entries.map((entry) => meter.metered(entry)),
        reporter,
        rounds: ROUNDS,
        waitSeconds: options.waitSeconds ?? longestWaitSeconds(workshop.config),
        debug: options.debug,
      });
    } finally {
      if (meter.sentence !== undefined) reporter.say(meter.sentence);
      if (signal.aborted && target !== 'local') {
        reporter.say(
          `What the walk has made is still there. Take it away: ${again(workshop, 'clean-up')}`,
        );
      }
    }
    return undefined;
  });
}
