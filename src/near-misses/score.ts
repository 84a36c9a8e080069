import type { CatalogueEntry, Outcome, Report, Workshop } from '../contract.ts';
import type { NearMiss } from './near-miss.ts';
import { rejectNearMiss } from './reject.ts';

/**
 * Builds every near miss on a local AWS, one after the other, and tells what came of each.
 *
 * @returns an outcome for each; PASS where its own check alone rejects it
 */
export async function rejectNearMisses(
  nearMisses: readonly NearMiss[],
  workshop: Workshop,
  entries: readonly CatalogueEntry[],
  report: Report = () => undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [at, nearMiss] of nearMisses.entries()) {
    const outcome = await rejectNearMiss(nearMiss, at, workshop, entries);
    report({ event: 'check', ...outcome });
    outcomes.push(outcome);
  }
  return outcomes;
}

/** The kill score, rounded down: nothing but all of them is 100 %. */
export function scoreText(outcomes: readonly Outcome[]): string {
  const rejected = outcomes.filter(({ verdict }) => verdict === 'PASS').length;
  const percent = Math.floor((rejected / outcomes.length) * 100);
  return `Near misses: ${rejected} of ${outcomes.length} rejected, each by its own check alone (${percent} %)`;
}
