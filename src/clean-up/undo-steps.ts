import type { CatalogueEntry, Tell, Workshop } from '../contract.ts';
import { toldIfFailed } from '../told-if-failed.ts';

/** Undoes the steps, the last first. */
export async function undoSteps(
  entries: readonly CatalogueEntry[],
  workshop: Workshop,
  tell: Tell,
): Promise<void> {
  for (const { number, step } of [...entries].reverse()) {
    tell({ kind: 'fact', text: `Undo step ${number}, ${step.title}` });
    await toldIfFailed(workshop, tell, () => step.undo(workshop, tell));
  }
}
