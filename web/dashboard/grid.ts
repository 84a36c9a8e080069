import type { Place } from '../../src/live/models.ts';

export const GRID_COLUMNS = 24;

/**
 * Places without overlaps and without empty rows: each widget, from top to bottom, is as high up as
 * those before it let it. So a body with a widget at row a million makes no page of that length.
 */
export function packed(places: readonly Place[]): Place[] {
  const bottoms = new Array<number>(GRID_COLUMNS).fill(0);
  const result = [...places];
  const order = [...places.keys()].sort((a, b) => {
    const [one, other] = [places[a], places[b]];
    return one && other ? one.y - other.y || one.x - other.x : 0;
  });
  for (const at of order) {
    const place = places[at];
    if (place === undefined) continue;
    const x = Math.min(place.x, GRID_COLUMNS - 1);
    const width = Math.min(place.width, GRID_COLUMNS - x);
    const y = Math.max(...bottoms.slice(x, x + width));
    bottoms.fill(y + place.height, x, x + width);
    result[at] = { x, y, width, height: place.height };
  }
  return result;
}
