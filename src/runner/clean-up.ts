import type { CatalogueEntry, Check, Outcome, Report, Workshop } from '../contract.ts';
import { explain } from '../explain.ts';
import { interrupted } from '../interrupted.ts';
import { judgeAll } from '../judge.ts';

export interface CleanUpOptions {
  readonly workshop: Workshop;
  readonly entries: readonly CatalogueEntry[];
  /** What must be true when everything is gone. */
  readonly proofs: readonly Check[];
  readonly report: Report;
  readonly say: (line: string) => void;
  /** Cloud seconds that what is still being deleted is waited for. */
  readonly waitSeconds: number;
  readonly debug: boolean;
}

/** The stem that the proofs are reported under. */
const STEM = 'clean-up';

/**
 * Undoes every step, the last first, then proves by reading that nothing is left. A step that can
 * not be undone does not keep the others from it; the proofs say what that has left.
 *
 * @throws {WorkshopError} `interrupted`
 */
export async function cleanUp(options: CleanUpOptions): Promise<Outcome[]> {
  const { workshop, entries, proofs, report, say, waitSeconds, debug } = options;
  for (const { stem, number, step } of [...entries].reverse()) {
    report({ event: 'step', step: stem, number, title: step.title, action: 'undo' });
    try {
      await step.undo(workshop, (progress) => report({ event: 'progress', step: stem, progress }));
    } catch (error) {
      if (workshop.cloud.signal.aborted) throw interrupted(error);
      for (const line of explain(error, debug)) say(`  ${line}`);
    }
    if (workshop.cloud.signal.aborted) throw interrupted();
  }
  report({ event: 'step', step: STEM, number: 0, title: 'What is left', action: 'verify' });
  return judgeAll([{ stem: STEM, checks: proofs }], workshop, { waitSeconds, report, debug });
}
