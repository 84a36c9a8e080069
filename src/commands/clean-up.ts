import type { Options } from '../cli/options.ts';
import type { Config } from '../contract.ts';
import type { ExitStatus } from '../exit-status.ts';
import { askConsent } from '../runner/consent.ts';
import { Meter } from '../runner/meter.ts';
import { runAndJudge } from '../runner/step.ts';
import { isCleanUp } from '../selection.ts';
import { type CommandContext, withSession } from './session.ts';

/** The last step alone, which takes everything away and proves it: `npm run clean-up`. */
export async function runCleanUp(options: Options, context: CommandContext): Promise<ExitStatus> {
  const itself = { ...context, stems: context.stems.filter(isCleanUp) };
  return withSession(options, itself, { changesAws: true }, async (session) => {
    const { workshop, entries, reporter, opened } = session;
    const { config } = workshop;
    if (opened.startedLocalAws) {
      reporter.say('This local AWS was started for this command: there is nothing to undo.');
    } else {
      await askConsent(session, { question: question(config), no: 'Nothing was deleted.' });
    }
    const waitSeconds = options.waitSeconds ?? config.deadlines.stackSeconds;
    const meter = new Meter(workshop);
    for (const entry of entries) {
      const metered = meter.metered(entry);
      await runAndJudge(metered, { workshop, reporter, waitSeconds, debug: options.debug });
    }
    if (meter.sentence !== undefined) reporter.say(meter.sentence);
    return undefined;
  });
}

function question({ names, tag, region }: Config): string {
  return `Delete stacks ${names.stack}, ${names.dashboardStack}, ${names.alarmStack} and ${names.fleetStack}, and what else has the workshop's names or its tag ${tag.key}=${tag.value}, in ${region}?`;
}
