import { useRef } from 'preact/hooks';
import type { ClassRow } from '../../src/live/models.ts';

/**
 * The rows as they come; while they are held, each where it was, and new ones behind: nobody clicks a
 * row that has just come under the pointer.
 */
export function useHeldOrder(rows: readonly ClassRow[], isHeld: boolean): readonly ClassRow[] {
  const places = useRef(new Map<string, number>());
  if (!isHeld) {
    places.current = new Map(rows.map(({ participant }, place) => [participant, place]));
    return rows;
  }
  const placeOf = ({ participant }: ClassRow) =>
    places.current.get(participant) ?? Number.POSITIVE_INFINITY;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b) || 0);
}
