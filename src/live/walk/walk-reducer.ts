import type { CatalogueEntry, Progress, WorkshopEvent } from '../../contract.ts';
import { latest, together } from '../../report/tally.ts';
import { trafficLine } from '../../report/text.ts';
import { isCleanUp } from '../../selection.ts';
import type { WalkModel, WalkStep } from '../models.ts';

/** What to do at a step that does not pass, or the command to type. */
export type GoOn = (entry: CatalogueEntry) => string;

const LOOKED_AT = 'being looked at';

/** A walk of which nothing is known. */
export function newWalk(entries: readonly CatalogueEntry[], goOn: GoOn): WalkModel {
  return walkOf(entries, entries.map(notLookedAt), goOn);
}

/** How a walk stands after an event that a command reports of it. */
export function walkAfter(
  walk: WalkModel,
  event: WorkshopEvent,
  entries: readonly CatalogueEntry[],
  goOn: GoOn,
): WalkModel {
  const steps = entries.map((entry, at) => {
    const step = walk.steps[at] ?? notLookedAt(entry);
    if ('step' in event && event.step === entry.stem) return told(step, event, entry);
    // the walk is at one step at a time
    return event.event === 'step' && step.state === 'running' ? left(step) : step;
  });
  return walkOf(entries, steps, goOn);
}

/** How a walk stands that nobody is on any more. */
export function endedWalk(
  { steps }: WalkModel,
  entries: readonly CatalogueEntry[],
  goOn: GoOn,
): WalkModel {
  return { ...walkOf(entries, steps.map(left), goOn), hasEnded: true };
}

function walkOf(
  entries: readonly CatalogueEntry[],
  steps: readonly WalkStep[],
  goOn: GoOn,
): WalkModel {
  return { steps, standing: standingOf(entries, steps, goOn) };
}

function standingOf(
  entries: readonly CatalogueEntry[],
  steps: readonly WalkStep[],
  goOn: GoOn,
): string {
  const passing = entries.filter((_, at) => steps[at]?.verdict === 'PASS');
  const next = entries.find((entry) => !passing.includes(entry));
  if (next === undefined) return 'The workshop is done: every step passes.';
  if (passing.some(({ stem }) => isCleanUp(stem))) {
    return `Nothing of the workshop is in this AWS: it has not begun, or was taken away again. Begin: ${goOn(next)}`;
  }
  const { number, step } = next;
  const isLookedAt = steps.some(({ stem, state }) => stem === next.stem && state === LOOKED_AT);
  return isLookedAt
    ? `Step ${number}, ${step.title}, is being looked at.`
    : `Next: step ${number}, ${step.title}: ${goOn(next)}`;
}

function notLookedAt({ stem, number, step }: CatalogueEntry): WalkStep {
  return {
    stem,
    number,
    title: step.title,
    state: 'not looked at',
    doing: '',
    verdict: undefined,
    outcomes: [],
  };
}

function told(
  step: WalkStep,
  event: Extract<WorkshopEvent, { readonly step: string }>,
  entry: CatalogueEntry,
): WalkStep {
  switch (event.event) {
    case 'step':
      if (event.action === 'verify') {
        return step.verdict === undefined ? { ...step, state: LOOKED_AT } : step;
      }
      // what was judged before need not be true any more
      return { ...notLookedAt(entry), state: event.action === 'run' ? 'running' : 'not looked at' };
    case 'progress':
      return { ...step, state: 'running', doing: lineOf(event.progress) ?? step.doing };
    case 'check': {
      const { event: _, ...outcome } = event;
      const outcomes = latest([...step.outcomes, outcome]);
      if (outcomes.length < entry.checks.length) return { ...step, outcomes };
      return { ...step, state: 'judged', doing: '', outcomes, verdict: together(outcomes) };
    }
  }
}

/** A step that the walk left before it was judged is as if it had not been looked at. */
function left(step: WalkStep): WalkStep {
  return step.verdict === undefined
    ? { ...step, state: 'not looked at', doing: '', outcomes: [] }
    : { ...step, state: 'judged', doing: '' };
}

/** Undefined for what is no line. */
function lineOf(progress: Progress): string | undefined {
  switch (progress.kind) {
    case 'fact':
    case 'wait':
      return progress.text;
    case 'traffic':
      return trafficLine(progress);
    case 'table':
    case 'chart':
      return undefined;
  }
}
