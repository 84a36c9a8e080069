import type { BodyWidget } from '../../dashboard/dashboard-body.ts';
import type { Place } from '../models.ts';

/** Source: Dashboard Body Structure and Syntax, CloudWatch API reference. */
const COLUMNS = 24;
const DEFAULT_EDGE = 6;
const LARGEST_HEIGHT = 1000;

/**
 * The widgets with where they lie, in the order of the body. Each rises as far as those above let
 * it, from the top left on: so none lies on another, and no body makes a page of a million empty
 * rows. One without a place of its own comes after the one before it.
 */
export function placed(widgets: readonly BodyWidget[]): { widget: BodyWidget; place: Place }[] {
  let next = { x: 0, y: 0 };
  const lying = widgets.map((widget) => {
    const width = within(1, widget.width, COLUMNS, DEFAULT_EDGE);
    const height = within(1, widget.height, LARGEST_HEIGHT, DEFAULT_EDGE);
    const follows = next.x + width <= COLUMNS ? next : { x: 0, y: next.y + height };
    const isTold = Number.isFinite(widget.x) && Number.isFinite(widget.y);
    const x = within(0, isTold ? widget.x : follows.x, COLUMNS - width, 0);
    const y = isTold ? Math.max(0, Number(widget.y)) : follows.y;
    next = { x: x + width, y };
    return { widget, place: { x, y, width, height } };
  });
  const filledTo = new Array<number>(COLUMNS).fill(0);
  for (const { place } of lying.toSorted(
    (a, b) => a.place.y - b.place.y || a.place.x - b.place.x,
  )) {
    const { x, width, height } = place;
    place.y = Math.max(...filledTo.slice(x, x + width));
    filledTo.fill(place.y + height, x, x + width);
  }
  return lying;
}

function within(least: number, value: unknown, most: number, otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(most, Math.max(least, Math.trunc(value)));
}
