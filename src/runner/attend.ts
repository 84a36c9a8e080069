import { exportLines } from '../cli/export-lines.ts';
import type { CatalogueEntry, Outcome } from '../contract.ts';
import { stepEstimate } from '../cost/usd.ts';
import { estimateText } from '../cost/words.ts';
import { WorkshopError } from '../errors.ts';
import { explain } from '../explain.ts';
import { stepHead } from '../report/text.ts';
import { withCode } from '../ui/style.ts';
import { paragraphs } from '../ui/wrap.ts';
import type { Asker, Choice } from './asker.ts';
import { judgeByHand } from './by-hand.ts';
import { allPass, runAndJudge, type StepOptions, tell } from './step.ts';

export interface AttendOptions extends StepOptions {
  readonly asker: Asker;
  /** Of the local AWS or another endpoint; '' on real AWS. */
  readonly endpoint: string;
  readonly openPage: () => Promise<void>;
}

/**
 * One step with a person, who is asked what to do until its checks pass.
 *
 * @param first how its checks stand before anything was done
 * @returns `passed` when they pass, `on` when the step was skipped
 */
export async function attend(
  entry: CatalogueEntry,
  first: readonly Outcome[],
  options: AttendOptions,
): Promise<'passed' | 'on' | 'quit'> {
  let outcomes = first;
  let choice: Choice = 'run';
  const { reporter, asker } = options;
  introduce(entry, options);
  for (;;) {
    reporter.settle();
    choice = await asker.choose(choice);
    switch (choice) {
      case 'run':
        outcomes = (await runOrSay(entry, options)) ?? outcomes;
        break;
      case 'by hand':
        sayCommands(entry, options);
        outcomes = await judgeByHand(entry, options);
        tell(entry, 'by hand', outcomes, reporter);
        break;
      case 'commands':
        sayCommands(entry, options);
        continue;
      case 'hint':
        reporter.say(withCode(entry.step.hint, reporter.style));
        continue;
      case 'page':
        await options.openPage();
        continue;
      case 'skip':
        tell(entry, 'skip', outcomes, reporter);
        return 'on';
      case 'quit':
        return 'quit';
    }
    if (allPass(outcomes)) return 'passed';
    reporter.say('Not every check of this step passes yet.');
  }
}

function isOverCeiling(error: unknown): boolean {
  return error instanceof WorkshopError && error.code === 'over-ceiling';
}

/** A step that breaks off is explained, and the menu comes back; money that is spent ends the walk. */
async function runOrSay(
  entry: CatalogueEntry,
  options: AttendOptions,
): Promise<readonly Outcome[] | undefined> {
  try {
    return await runAndJudge(entry, options);
  } catch (error) {
    if (options.workshop.cloud.signal.aborted || isOverCeiling(error)) throw error;
    for (const line of explain(error, options.debug)) options.reporter.say(line);
    return undefined;
  }
}

/** The commands, and what another terminal needs first to reach an AWS without an account. */
function sayCommands(
  entry: CatalogueEntry,
  { workshop, reporter: { say, sayCommand, style }, endpoint }: AttendOptions,
): void {
  if (endpoint !== '') {
    say('First, once in that terminal:');
    for (const line of exportLines(endpoint, workshop.cloud.region)) {
      sayCommand(style.code(line));
    }
    say('Then:');
  }
  for (const command of entry.step.commands(workshop)) sayCommand(style.code(command));
}

/** What the step is about, how long it takes and what it costs. */
function introduce(
  { number, of, step }: CatalogueEntry,
  { workshop, reporter: { say, style } }: AttendOptions,
): void {
  const { cloud, config } = workshop;
  say('');
  say(style.strong(stepHead({ number, of, title: step.title, action: 'run' }, style)));
  say(estimateText(stepEstimate(step, config), cloud));
  say('');
  for (const line of paragraphs(step.guide)) say(withCode(line, style));
  say('');
}
