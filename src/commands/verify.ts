import { typed } from '../again.ts';
import type { Options } from '../cli/options.ts';
import type { ExitStatus } from '../exit-status.ts';
import { judgeAll } from '../judge.ts';
import { isCleanUp, select } from '../selection.ts';
import { type CommandContext, withSession } from './session.ts';
import { type VerifyOptions, verifyKind } from './verify-kind.ts';

/**
 * The instructor's checks, which change nothing in AWS: `npm run verify`. What the clean-up proves
 * is true where nothing else is, so it is looked at only when it was asked for.
 */
export async function runVerify(
  options: Options,
  given: VerifyOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { selected } = select(context.stems, options);
  const { from, to, only } = options;
  const isNamed = (from ?? to ?? only) !== undefined;
  const stems = isNamed ? selected : selected.filter((stem) => !isCleanUp(stem));
  const asked = verifyKind(options, given);
  switch (asked.kind) {
    case 'replay': {
      const { runReplay } = await import('./replay.ts');
      return runReplay(options, asked.file, { ...context, stems: selected });
    }
    case 'class': {
      const { runVerifyRoster } = await import('./verify-roster.ts');
      return runVerifyRoster(options, asked.roster, asked, { ...context, stems });
    }
    case 'evidence': {
      const { runVerifyEvidence } = await import('./verify-evidence.ts');
      return runVerifyEvidence(options, asked.roster, asked.participant, { ...context, stems });
    }
    case 'own':
      return runVerifyOwn(options, { ...context, stems });
  }
}

function runVerifyOwn(options: Options, context: CommandContext): Promise<ExitStatus> {
  const settings = { changesAws: false };
  return withSession(options, context, settings, async (session) => {
    const { workshop, entries, reporter, opened } = session;
    const { report } = reporter;
    if (opened.startedLocalAws) {
      reporter.say(
        `This local AWS was started for this command and is empty. To keep one for all commands: ${typed('local-aws')}`,
      );
    }
    const { cloud } = workshop;
    const endMs = cloud.now() + (options.waitSeconds ?? 0) * 1000;
    for (const entry of entries) {
      const { stem, number, of, step } = entry;
      report({ event: 'step', step: stem, number, of, title: step.title, action: 'verify' });
      const waitSeconds = Math.max(0, (endMs - cloud.now()) / 1000);
      await judgeAll([entry], workshop, { waitSeconds, report, debug: options.debug });
    }
    return undefined;
  });
}
