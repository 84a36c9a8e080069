import type { Options } from '../cli/options.ts';
import type { Config } from '../contract.ts';
import type { ExitStatus } from '../exit-status.ts';
import { leftovers } from '../leftovers.ts';
import { cleanUp } from '../runner/clean-up.ts';
import { askConsent } from '../runner/consent.ts';
import { type CommandContext, withSession } from './session.ts';

/** Takes everything away and proves it: `npm run clean-up`. */
export async function runCleanUp(options: Options, context: CommandContext): Promise<ExitStatus> {
  return withSession(options, context, { changesAws: true }, async (session) => {
    const { workshop, entries, reporter, opened } = session;
    const { config } = workshop;
    if (opened.startedLocalAws) {
      reporter.say('This local AWS was started for this command: there is nothing to undo.');
    } else {
      await askConsent(session, { question: question(config), no: 'Nothing was deleted.' });
    }
    const { report, say } = reporter;
    const waitSeconds = options.waitSeconds ?? config.deadlines.stackSeconds;
    const { debug } = options;
    await cleanUp({ workshop, entries, proofs: leftovers, report, say, waitSeconds, debug });
    return undefined;
  });
}

function question({ names, region }: Config): string {
  return `Delete stacks ${names.stack} and ${names.dashboardStack}, with stream ${names.stream} and dashboard ${names.dashboard}, in ${region}?`;
}
