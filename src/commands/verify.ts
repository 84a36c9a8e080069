import { typed } from '../again.ts';
import { type Options, usage } from '../cli/options.ts';
import type { ExitStatus } from '../exit-status.ts';
import { judgeAll } from '../judge.ts';
import { isCleanUp, select } from '../selection.ts';
import { type CommandContext, withSession } from './session.ts';

/** Who is looked at, where it is not one's own workshop. */
export interface VerifyOptions {
  /** A CSV file of a class. */
  readonly roster?: string;
  /** Look at the class again and again. */
  readonly watch?: boolean;
  /** Open the live page of a class that is watched. */
  readonly dashboard?: boolean;
  /** The one of the class whose checks are told one by one. */
  readonly evidence?: string;
  /** A recording whose answers are judged in place of AWS's. */
  readonly replay?: string;
}

/**
 * The instructor's checks, which change nothing in AWS: `npm run verify`. What the clean-up proves
 * is true where nothing else is, so it is looked at only when it was asked for.
 */
export async function runVerify(
  options: Options,
  { roster, watch = false, dashboard = false, evidence, replay }: VerifyOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { selected } = select(context.stems, options);
  const { from, to, only } = options;
  const isNamed = (from ?? to ?? only) !== undefined;
  const stems = isNamed ? selected : selected.filter((stem) => !isCleanUp(stem));
  if (replay !== undefined) {
    if (roster !== undefined || options.record !== undefined) {
      throw usage('--replay asks nobody: leave --roster and --record out');
    }
    const { runReplay } = await import('./replay.ts');
    return runReplay(options, replay, { ...context, stems: selected });
  }
  if (roster !== undefined && options.record !== undefined) {
    throw usage('--record keeps the answers to one participant: leave --roster out');
  }
  if (dashboard && !watch) {
    throw usage('--dashboard shows a class that is watched: add --roster FILE and --watch');
  }
  if (roster === undefined) {
    if (watch) throw usage('--watch looks at a class: name it with --roster FILE');
    if (evidence !== undefined) {
      throw usage('--evidence is of somebody in a class: name it with --roster FILE');
    }
  } else if (evidence === undefined) {
    const { runVerifyRoster } = await import('./verify-roster.ts');
    return runVerifyRoster(options, roster, { watch, dashboard }, { ...context, stems });
  } else {
    if (watch) throw usage('--evidence is of one moment: leave --watch out');
    const { runVerifyEvidence } = await import('./verify-evidence.ts');
    return runVerifyEvidence(options, roster, evidence, { ...context, stems });
  }
  const settings = { changesAws: false };
  return withSession(options, { ...context, stems }, settings, async (session) => {
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
