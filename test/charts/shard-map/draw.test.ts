import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drawPng } from '../../../charts/png.ts';
import { drawShardMap } from '../../../charts/shard-map/draw.ts';
import type { ShardMap } from '../../../charts/shard-map/shard-map.ts';
import { textWidth } from '../../../charts/text.ts';
import { DARK, LIGHT } from '../../../charts/theme.ts';
import { readPng } from '../read-png.ts';
import { FOUR, heat, mapped, mappedKey, SPLIT, shardId, shardMap } from './maps.ts';

const WIDE = 1_024;
/** Margins at both ends of the bar. */
const BAR = 1_000;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The markup of a shard's group. */
function groupOf(svg: string, shard: number): string {
  return (
    new RegExp(`<g class="([^"]*)" data-shard="${shardId(shard)}">.*?</g>`).exec(svg)?.[0] ?? ''
  );
}

function rectsOf(markup: string): Box[] {
  return [...markup.matchAll(/<rect [^>]*>/g)].map(([rect]) => {
    const at = (name: string) => Number(new RegExp(` ${name}="([^"]*)"`).exec(rect)?.[1] ?? 0);
    return { x: at('x'), y: at('y'), width: at('width'), height: at('height') };
  });
}

function textsOf(markup: string): string[] {
  return [...markup.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text = '']) => text);
}

function pixels(svg: string, width: number) {
  const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
  return readPng(drawPng(svg, { width, height }));
}

/** Where each text lies, by the width that is planned with. */
function textBoxes(svg: string): (Box & { text: string })[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)</g)].map(([, attributes = '', written = '']) => {
    const text = written.replace(/[\u2068\u2069]/g, '').replace(/&[^;]*;/g, '.');
    const at = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    const size = Number(at('font-size'));
    const width = textWidth(text, size * (at('font-weight') === 'bold' ? 1.07 : 1));
    const part = { start: 0, middle: 0.5, end: 1 }[at('text-anchor') || 'start'] ?? 0;
    return {
      text,
      x: Number(at('x')) - part * width,
      y: Number(at('y')) - size * 0.75,
      width,
      height: size * 0.75,
    };
  });
}

function overlaps(a: Box, b: Box): boolean {
  const apart = 0.5;
  return (
    a.x + a.width - apart > b.x &&
    b.x + b.width - apart > a.x &&
    a.y + a.height - apart > b.y &&
    b.y + b.height - apart > a.y
  );
}

const FOUR_HUNDRED = shardMap(
  Array.from({ length: 400 }, (_, n) =>
    mapped(n, n / 400, (n + 1) / 400, {
      heat: n === 77 ? heat(0.1, 400, 'relatively hot') : heat(0.9 / 399, 400),
    }),
  ),
);
/** 0 was split into 2 and 3, 2 into 4 and 5, and then 3 and 1 were merged into 6. */
const MERGED = shardMap([
  mapped(0, 0, 0.5, { open: false }),
  mapped(1, 0.5, 1, { open: false }),
  mapped(2, 0, 0.25, { open: false, parentShardIds: [shardId(0)] }),
  mapped(3, 0.25, 0.5, { open: false, parentShardIds: [shardId(0)] }),
  mapped(4, 0, 0.125, { heat: heat(0.2, 3), parentShardIds: [shardId(2)] }),
  mapped(5, 0.125, 0.25, { heat: heat(0.2, 3), parentShardIds: [shardId(2)] }),
  mapped(6, 0.25, 1, {
    heat: heat(0.6, 3, 'relatively hot'),
    parentShardIds: [shardId(3), shardId(1)],
  }),
]);
const HOSTILE = shardMap(FOUR.shards, {
  keys: [
    mappedKey('<script>"1"</script>', 0.1, 0.3),
    mappedKey('x'.repeat(10_000), 0.4, 0.2, 1),
    mappedKey('__proto__', 0.55, 0.15, 2),
    mappedKey('\u202ekey \u0000\u001b\ud800', 0.7, 0.1, 2),
    mappedKey('مفتاح 17', 0.9, 0.1, 3),
  ],
});
const MAPS: Readonly<Record<string, ShardMap>> = {
  FOUR,
  SPLIT,
  MERGED,
  HOSTILE,
  FOUR_HUNDRED,
  one: shardMap([mapped(0, 0, 1, { heat: heat(1, 1) })]),
  none: shardMap([], { status: 'CREATING' }),
};

test('Each open shard is drawn at its part of the hash space, with its words', () => {
  const svg = drawShardMap(FOUR, WIDE, LIGHT);
  assert.equal(textsOf(groupOf(svg, 0)), ['shard 0', '77 %', '3.1 × fair share']);
  const starts = [0, 1, 2, 3].map((shard) => rectsOf(groupOf(svg, shard))[0]?.x);
  assert.equal(
    starts,
    [0, 0.25, 0.5, 0.75].map((at) => 12 + at * BAR),
  );
  assert.equal(textsOf(svg).slice(-5), ['0', '2¹²⁸', '½', '¼', '¾']);
});

test('A load is as high as its shard is hot', () => {
  const svg = drawShardMap(FOUR, WIDE, LIGHT);
  const [hot = 0, cool = 0] = [0, 1].map((shard) => rectsOf(groupOf(svg, shard))[1]?.height);
  assert.ok(Math.abs(hot / cool - 0.769 / 0.077) < 0.1, `${hot} to ${cool}`);
});

test('A hot shard is marked by a shape and a word, a saturated one by others', () => {
  const marks = (svg: string) => svg.match(/class="mark" d="[^"]*"/g)?.length ?? 0;
  const hot = drawShardMap(FOUR, WIDE, LIGHT);
  assert.is(marks(hot), 1);
  assert.match(hot, /<g class="shard open hot" data-shard="shardId-000000000000">/);
  assert.ok(textsOf(hot).includes('hot'));
  const [first, ...others] = FOUR.shards;
  const saturated = drawShardMap(
    shardMap([
      { ...(first ?? mapped(0, 0, 1)), heat: heat(0.8, 4, 'saturated', 1_203) },
      ...others,
    ]),
    WIDE,
    LIGHT,
  );
  assert.ok(textsOf(saturated).includes('saturated, 1,203 writes refused'));
  const shape = (svg: string) =>
    (/class="mark" d="([^"]*)"/.exec(svg)?.[1] ?? '').replace(/[\d.-]+/g, '');
  assert.is.not(shape(saturated), shape(hot));
});

test('A shard whose heat is not known is hatched and says so, and is not drawn as cold', () => {
  const svg = drawShardMap(SPLIT, 1.2 * WIDE, LIGHT);
  const child = groupOf(svg, 4);
  assert.equal(textsOf(child), ['shard 4', 'heat is not known']);
  assert.match(child, /<path d="M/);
  assert.not.match(child, /class="load"/);
  assert.match(groupOf(svg, 1), /class="load"/);
});

test('Closed shards stand above the open ones, each parent above its children', () => {
  const svg = drawShardMap(MERGED, WIDE, LIGHT);
  const top = (shard: number) => rectsOf(groupOf(svg, shard))[0]?.y ?? Number.NaN;
  assert.ok(top(0) < top(2) && top(0) < top(3), 'the first generation');
  assert.ok(top(2) < top(4) && top(3) < top(6) && top(1) < top(6), 'the second');
  assert.is(top(4), top(6));
  const bands = [...svg.matchAll(/<rect class="descent" x="([^"]*)" width="([^"]*)"/g)];
  assert.equal(
    bands.map(([, x, width]) => [Number(x), Number(width) + 2]),
    [
      [12, 250],
      [262, 250],
      [12, 125],
      [137, 125],
      [262, 250],
      [512, 500],
    ],
  );
});

test('Heavy keys are ticks at their hashes, and the heaviest is named', () => {
  const svg = drawShardMap(FOUR, WIDE, LIGHT);
  const ticks = [...svg.matchAll(/<circle cx="([^"]*)"/g)].map(([, x]) => Number(x));
  assert.equal(
    ticks.sort((a, b) => a - b),
    [0.05, 0.4].map((at) => 12 + at * BAR),
  );
  const keys = textsOf(svg).filter((text) => text.includes('sensor'));
  assert.equal(keys, ['\u2068sensor-17\u2069 · 13 %']);
});

test('No text lies on another or beyond the edges, at any width', () => {
  for (const [name, map] of Object.entries(MAPS)) {
    for (const width of [120, 328, 360, 480, 768, 1_200, 2_400]) {
      const boxes = textBoxes(drawShardMap(map, width, LIGHT));
      const outside = boxes.filter((box) => box.x < 0 || box.x + box.width > width);
      assert.equal(outside, [], `${name} at ${width}`);
      const pairs = boxes.flatMap((box, at) =>
        boxes
          .slice(at + 1)
          .flatMap((other) => (overlaps(box, other) ? [[box.text, other.text]] : [])),
      );
      assert.equal(pairs, [], `${name} at ${width}`);
    }
  }
});

test('Every map is a picture at every width and in each theme, down to one pixel', () => {
  for (const map of Object.values(MAPS)) {
    for (const width of [1, 328]) {
      for (const theme of [LIGHT, DARK]) {
        assert.is(pixels(drawShardMap(map, width, theme), width).width, width);
      }
    }
  }
});

test('A hot shard among hundreds is seen in the picture', () => {
  const svg = drawShardMap(FOUR_HUNDRED, 360, LIGHT);
  assert.ok(textsOf(svg).includes('hot'));
  assert.ok(pixels(svg, 360).count(LIGHT.hot) > 100);
});

test('A hostile name is text: no markup, no style, no turned words', () => {
  const svg = drawShardMap(HOSTILE, 2_400, LIGHT);
  for (const raw of ['<script', '<style', 'style=', ' id=', '\u0000', '\u001b', '\u202e']) {
    assert.not.ok(svg.includes(raw), raw);
  }
  const names = textsOf(svg).filter((text) => text.startsWith('\u2068'));
  assert.ok(names.includes('\u2068__proto__\u2069 · 15 %'));
  assert.ok(names.includes('\u2068&lt;script&gt;&quot;1&quot;&lt;/script&gt;\u2069 · 30 %'));
  assert.ok(names.includes('\u2068مفتاح 17\u2069 · 10 %'));
});

test('The drawing is an image whose name is its summary', () => {
  assert.match(
    drawShardMap(FOUR, 360, LIGHT),
    /^<svg [^>]*role="img" aria-label="4 open shards; shard 0 is relatively hot: [^"]*"/,
  );
});

test.run();
