/** A rectangle of a picture, in pixels. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Divides a rectangle into equal tiles about twice as wide as high, few of which stay empty. */
export function tiles(area: Tile, count: number): Tile[] {
  let columns = 1;
  let best = Number.POSITIVE_INFINITY;
  for (let tried = 1; tried <= count; tried += 1) {
    const rows = Math.ceil(count / tried);
    const ratio = area.width / tried / (area.height / rows);
    const empty = rows * tried - count;
    const misfit = Math.abs(Math.log(ratio / 2)) + empty / count;
    if (misfit < best) {
      best = misfit;
      columns = tried;
    }
  }
  const width = area.width / columns;
  const height = area.height / Math.ceil(count / columns);
  return Array.from({ length: count }, (_, index) => ({
    x: area.x + (index % columns) * width,
    y: area.y + Math.floor(index / columns) * height,
    width,
    height,
  }));
}
