import type { CatalogueEntry, Outcome, WorkshopEvent } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { explain } from '../explain.ts';
import { judgeAll } from '../judge.ts';
import { withCode } from '../ui/style.ts';
import { wrapText } from '../ui/wrap.ts';
import type { Asker } from './asker.ts';
import { type ByHandOptions, judgeByHand } from './by-hand.ts';

export interface WalkOptions extends Omit<ByHandOptions, 'asker'> {
  /** Undefined: unattended, every step is run. */
  readonly asker: Asker | undefined;
  /** The steps that were asked for, in order. */
  readonly entries: readonly CatalogueEntry[];
  /** The steps before them: done first where their checks do not pass. */
  readonly before: readonly CatalogueEntry[];
  /** Run the steps even where their checks pass already: they were named one by one. */
  readonly again: boolean;
  /** Cloud seconds that a NOT YET after a step is waited for. */
  readonly waitSeconds: number;
  /** Told of each step as the walk comes to it. */
  readonly onStep: (entry: CatalogueEntry) => void;
  /** Told of a step's last outcomes as the walk leaves it. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  /** Of a participant's terminal, for the guide texts. */
  readonly columns: number;
}

/** How a walk ended. `stopped`: at a step whose checks do not pass. */
export type WalkEnd = 'done' | 'stopped' | 'quit';

/** Leads through the steps, from the first whose checks do not pass. */
export async function walk(options: WalkOptions): Promise<WalkEnd> {
  const missing = await missingBefore(options);
  for (const entry of [...missing, ...options.entries]) {
    options.onStep(entry);
    const wasAgreed = missing.includes(entry);
    const asker = wasAgreed ? undefined : options.asker;
    const result = await walkStep(entry, { ...options, asker, again: options.again && !wasAgreed });
    if (result === 'quit') return 'quit';
    options.onOutcomes(result.outcomes);
    if (!result.goesOn) return 'stopped';
  }
  return 'done';
}

/** Earlier steps whose checks do not pass, after the participant agreed to have them done. */
async function missingBefore({
  before,
  workshop,
  reporter,
  asker,
  debug,
}: WalkOptions): Promise<CatalogueEntry[]> {
  const missing: CatalogueEntry[] = [];
  for (const entry of before) {
    const outcomes = await judgeAll([entry], workshop, { waitSeconds: 0, debug });
    if (!allPass(outcomes)) missing.push(entry);
  }
  if (missing.length === 0) return [];
  const names = missing.map(({ number, step }) => `${number} · ${step.title}`).join(', ');
  reporter.say(`Missing before that: ${names}.`);
  if (asker === undefined) {
    reporter.say('It is done first.');
    return missing;
  }
  reporter.settle();
  if (await asker.confirm('Do it first?', true)) return missing;
  throw new WorkshopError('interrupted', 'Nothing was done.', '');
}

type StepResult = { readonly outcomes: readonly Outcome[]; readonly goesOn: boolean } | 'quit';

async function walkStep(entry: CatalogueEntry, options: WalkOptions): Promise<StepResult> {
  const { workshop, reporter, asker, again, waitSeconds, debug } = options;
  let first = await judgeAll([entry], workshop, { waitSeconds: 0, debug });
  const needsOnlyTime = first.every(({ verdict }) => verdict === 'PASS' || verdict === 'NOT YET');
  if (
    needsOnlyTime &&
    !again &&
    !allPass(first) &&
    (asker === undefined || workshop.cloud.timeLapse)
  ) {
    first = await judgeAll([entry], workshop, {
      waitSeconds,
      debug,
      report: waitsOf(reporter.report),
    });
  }
  if (allPass(first) && !again) {
    reporter.report(stepEvent(entry, 'done before'));
    for (const outcome of first) reporter.report({ event: 'check', ...outcome });
    return { outcomes: first, goesOn: true };
  }
  if (asker !== undefined) return attend(entry, first, { ...options, asker });
  const outcomes = await runAndJudge(entry, options);
  return { outcomes, goesOn: allPass(outcomes) };
}

async function runAndJudge(
  entry: CatalogueEntry,
  { workshop, reporter, waitSeconds, debug }: WalkOptions,
): Promise<Outcome[]> {
  const { report } = reporter;
  report(stepEvent(entry, 'run'));
  await entry.step.run(workshop, (progress) =>
    report({ event: 'progress', step: entry.stem, progress }),
  );
  return judgeAll([entry], workshop, { waitSeconds, report, debug });
}

/** One step with a person, who is asked what to do until its checks pass. */
async function attend(
  entry: CatalogueEntry,
  first: readonly Outcome[],
  options: WalkOptions & { readonly asker: Asker },
): Promise<StepResult> {
  const { workshop, reporter, asker, columns } = options;
  const { step } = entry;
  const { style, say, report } = reporter;
  let outcomes = first;
  for (const line of introduction(entry, columns)) say(withCode(line, style));
  for (;;) {
    reporter.settle();
    const choice = await asker.choose(entry);
    switch (choice) {
      case 'run':
        outcomes = (await runOrSay(entry, options)) ?? outcomes;
        break;
      case 'by hand':
        for (const command of step.commands(workshop)) say(style.code(command));
        outcomes = await judgeByHand(entry, options);
        report(stepEvent(entry, 'by hand'));
        for (const outcome of outcomes) report({ event: 'check', ...outcome });
        break;
      case 'commands':
        for (const command of step.commands(workshop)) say(style.code(command));
        continue;
      case 'hint':
        for (const line of wrapText(step.hint, columns)) say(withCode(line, style));
        continue;
      case 'skip':
        report(stepEvent(entry, 'skip'));
        return { outcomes, goesOn: true };
      case 'quit':
        return 'quit';
    }
    if (allPass(outcomes)) return { outcomes, goesOn: true };
    say('Not every check of this step passes yet.');
  }
}

/** A step that breaks off is explained, and the menu comes back. */
async function runOrSay(
  entry: CatalogueEntry,
  options: WalkOptions,
): Promise<readonly Outcome[] | undefined> {
  try {
    return await runAndJudge(entry, options);
  } catch (error) {
    if (options.workshop.cloud.signal.aborted) throw error;
    for (const line of explain(error, options.debug)) options.reporter.say(line);
    return undefined;
  }
}

function introduction({ number, step }: CatalogueEntry, columns: number): string[] {
  return ['', `Step ${number} · ${step.title}`, '', ...wrapText(step.guide, columns), ''];
}

function stepEvent(
  { stem, number, step }: CatalogueEntry,
  action: Extract<WorkshopEvent, { event: 'step' }>['action'],
): WorkshopEvent {
  return { event: 'step', step: stem, number, title: step.title, action };
}

/** Waits are told at once; the verdicts of a step that may still be run are not. */
function waitsOf(report: (event: WorkshopEvent) => void) {
  return (event: WorkshopEvent) => {
    if (event.event === 'progress') report(event);
  };
}

function allPass(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ verdict }) => verdict === 'PASS');
}
