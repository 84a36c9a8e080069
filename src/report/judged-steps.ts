import type { Outcome, StepEvent, WorkshopEvent } from '../contract.ts';
import { latest } from './tally.ts';

export interface JudgedStep {
  readonly step: StepEvent;
  /** The last of each of its checks. */
  readonly outcomes: readonly Outcome[];
}

/**
 * The steps in the order in which they were come to. One that was come to again is one step, of
 * another walk another one: its title says so.
 */
export function judgedSteps(events: readonly WorkshopEvent[]): JudgedStep[] {
  const steps = new Map<string, { step: StepEvent; outcomes: Outcome[] }>();
  let current: Outcome[] = [];
  for (const event of events) {
    if (event.event === 'step') {
      const key = `${event.step}\n${event.title}`;
      current = steps.get(key)?.outcomes ?? [];
      steps.set(key, { step: event, outcomes: current });
    } else if (event.event === 'check') {
      current.push(event);
    }
  }
  return [...steps.values()].map(({ step, outcomes }) => ({ step, outcomes: latest(outcomes) }));
}
