import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Size } from './chart.ts';

const { resolve } = createRequire(import.meta.url);
const FONT = 'Arimo';
const FONT_FILES = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf'];

await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
const fontBuffers = FONT_FILES.map((file) =>
  readFileSync(resolve(`@expo-google-fonts/arimo/${file}`)),
);

/**
 * Draws SVG text as PNG. The font comes with the program: a machine may have none, and the same
 * chart is the same picture everywhere.
 */
export function drawPng(svg: string, size: Size): Uint8Array {
  const resvg = new Resvg(readable(svg, size), {
    font: { fontBuffers, defaultFontFamily: FONT, sansSerifFamily: FONT },
  });
  const image = resvg.render();
  const png = image.asPng();
  image.free();
  resvg.free();
  return png;
}

/** A clipped group, and where the first of its lines begins. */
const CLIPPED = /<g clip-path="[^"]*">(?:\s*<path d="M(-?[\d.]+) (-?[\d.]+))?/g;

/**
 * What ECharts writes, as the rasteriser needs it. It fails on a clipped group of which nothing
 * lies in the picture, as a line beyond its axis: so each gets an invisible pixel, near to its line,
 * because all from the one to the other is worked on.
 */
function readable(svg: string, { width, height }: Size): string {
  const inside = (value: string | undefined, edge: number) =>
    Math.max(0, Math.min(edge - 1, Math.round(Number(value ?? 0))));
  return svg.replace(CLIPPED, (group, x?: string, y?: string) => {
    const pixel = `<rect x="${inside(x, width)}" y="${inside(y, height)}" width="1" height="1" fill-opacity="0"/>`;
    return group.replace('>', `>${pixel}`);
  });
}
