import type { Tile } from '../tiles.ts';

const EVERY_PX = 7;

/** Slanted lines over a rectangle, as the path of an SVG. Written out, so that it needs no id. */
export function hatch({ x, y, width, height }: Tile): string {
  const lines: string[] = [];
  // Each line is where the distances from the left and from the top have one sum.
  for (let sum = EVERY_PX; sum < width + height; sum += EVERY_PX) {
    const right = Math.min(sum, width);
    const down = Math.min(sum, height);
    lines.push(`M${r(x + right)} ${r(y + sum - right)}L${r(x + sum - down)} ${r(y + down)}`);
  }
  return lines.join('');
}

function r(pixels: number): string {
  return pixels.toFixed(1);
}
