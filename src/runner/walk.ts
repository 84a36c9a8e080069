import type { CatalogueEntry } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { type Asker, agrees } from './asker.ts';
import { type AttendOptions, attend } from './attend.ts';
import { allPass, isToBeRun, runAndJudge, tell, whereItStands } from './step.ts';

export interface WalkOptions extends Omit<AttendOptions, 'asker'> {
  /** Undefined: unattended, every step is run. */
  readonly asker: Asker | undefined;
  /** The steps that were asked for, in order. */
  readonly entries: readonly CatalogueEntry[];
  /** The steps before them: done first where their checks fail. */
  readonly before: readonly CatalogueEntry[];
  /** Run the steps even where their checks pass already: they were named one by one. */
  readonly again: boolean;
  /** Told of each step as the walk comes to it. */
  readonly onStep: (entry: CatalogueEntry) => void;
}

/** How a walk ended. `stopped`: at a step whose checks do not pass. */
export type WalkEnd = 'done' | 'stopped' | 'quit';

/** Leads through the steps, from the first whose checks do not pass. */
export async function walk(options: WalkOptions): Promise<WalkEnd> {
  const first = await firstMissing(options);
  if (first === 'stopped') return first;
  // Each is looked at again when its turn comes: an earlier step may have changed what it needs.
  for (const entry of options.before.slice(first)) {
    const ended = await walkStep(entry, { ...options, asker: undefined, again: false });
    if (ended === 'stopped' || ended === 'quit') return ended;
  }
  for (const [at, entry] of options.entries.entries()) {
    const ended = await walkStep(entry, options);
    if (ended === 'stopped' || ended === 'quit') return ended;
    const next = options.entries[at + 1];
    if (ended === 'passed' && next !== undefined && !(await goesOn(next, options))) return 'quit';
  }
  return 'done';
}

/** A step ends with what was to be seen in it, which the next one's guide would push off the screen. */
async function goesOn(
  next: CatalogueEntry,
  { reporter, asker, onStep }: WalkOptions,
): Promise<boolean> {
  onStep(next);
  reporter.settle();
  return asker === undefined || asker.confirm(`Go on to step ${next.number}?`, true);
}

/** Where the earlier steps have to begin, after the participant agreed; their number when nowhere. */
async function firstMissing(options: WalkOptions): Promise<number | 'stopped'> {
  const { before, reporter, asker } = options;
  const missing: CatalogueEntry[] = [];
  for (const entry of before) {
    const outcomes = await whereItStands(entry, options);
    if (isToBeRun(outcomes)) {
      missing.push(entry);
    } else if (!allPass(outcomes)) {
      options.onStep(entry);
      tell(entry, 'verify', outcomes, reporter);
      return 'stopped';
    }
  }
  const [first] = missing;
  if (first === undefined) return before.length;
  const names = missing.map(({ number, step }) => `step ${number}, ${step.title}`).join('; ');
  reporter.say(`Missing before that: ${names}.`);
  if (asker === undefined) {
    reporter.say('It is done first.');
  } else {
    reporter.settle();
    if (!(await agrees(asker, 'Do it first?', true))) {
      throw new WorkshopError('interrupted', 'Nothing was done.', '');
    }
  }
  return before.indexOf(first);
}

async function walkStep(
  entry: CatalogueEntry,
  options: WalkOptions,
): Promise<'passed' | 'on' | 'stopped' | 'quit'> {
  const { reporter, asker, again } = options;
  options.onStep(entry);
  const outcomes = await whereItStands(entry, options);
  if (!again && allPass(outcomes)) {
    tell(entry, 'done before', outcomes, reporter);
    return 'on';
  }
  if (asker !== undefined) return attend(entry, outcomes, { ...options, asker });
  if (!again && !isToBeRun(outcomes)) {
    // Nobody knows how the step stands: running it might do it twice.
    tell(entry, 'verify', outcomes, reporter);
    return 'stopped';
  }
  return allPass(await runAndJudge(entry, options)) ? 'passed' : 'stopped';
}
