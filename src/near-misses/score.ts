import type { CatalogueEntry, Outcome, Workshop } from '../contract.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { stepEvent } from '../runner/step.ts';
import type { NearMiss } from './near-miss.ts';
import { rejectNearMiss } from './reject.ts';

export interface ScoreOptions {
  readonly nearMisses: readonly NearMiss[];
  /** All steps with their checks. */
  readonly entries: readonly CatalogueEntry[];
  readonly workshop: Workshop;
  readonly reporter: Pick<Reporter, 'report' | 'say'>;
}

/** Builds every near miss in turn, tells what came of each under its step, and the kill score. */
export async function tellNearMisses(options: ScoreOptions): Promise<void> {
  const { nearMisses, entries, workshop, reporter } = options;
  const { target, timeLapse } = workshop.cloud;
  if (target !== 'local' || !timeLapse) {
    reporter.say('Near misses are built on a local AWS in time-lapse only: none was built here.');
    return;
  }
  const outcomes: Outcome[] = [];
  for (const entry of entries) {
    const title = `Near misses: ${entry.step.title}`;
    reporter.report({ ...stepEvent(entry, 'verify'), title });
    for (const nearMiss of nearMisses.filter(({ step }) => step === entry.stem)) {
      const account = nearMisses.indexOf(nearMiss);
      const outcome = await rejectNearMiss(nearMiss, account, workshop, entries);
      reporter.report({ event: 'check', ...outcome });
      outcomes.push(outcome);
    }
  }
  reporter.say(scoreText(outcomes));
}

/** The kill score, rounded down: nothing but all of them is 100 %. */
export function scoreText(outcomes: readonly Pick<Outcome, 'verdict'>[]): string {
  const rejected = outcomes.filter(({ verdict }) => verdict === 'PASS').length;
  const percent = Math.floor((rejected / outcomes.length) * 100);
  return `Near misses: ${rejected} of ${outcomes.length} rejected, each by its own check alone: a kill score of ${percent} %`;
}
