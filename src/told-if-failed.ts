import type { Tell, Workshop } from './contract.ts';
import { explain } from './explain.ts';

/**
 * A part of a clean-up: one that fails is told and keeps no other part from its turn. What it has
 * left there is for the checks to say.
 *
 * @throws what `act` throws once the cloud's signal is aborted
 */
export async function toldIfFailed(
  { cloud }: Workshop,
  tell: Tell,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (cloud.signal.aborted) throw error;
    for (const text of explain(error, false)) tell({ kind: 'fact', text });
  }
}
