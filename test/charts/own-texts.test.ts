import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chartOf, VIEWS } from '../../charts/chart.ts';
import { chartOption } from '../../charts/option.ts';
import { drawSvg } from '../../charts/svg.ts';
import { textWidth } from '../../charts/text.ts';

const SIZE = { width: 400, height: 300 };
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/** What the process's objects have gained from a text that was a key. */
function gains(): string[] {
  const shared = Object.getOwnPropertyDescriptors(Object.prototype);
  return [
    ...Object.keys(shared).filter((name) => !INHERITED.includes(name)),
    ...Object.values(shared).flatMap(({ value }) => Object.keys(value ?? {})),
  ];
}

function drawn(word: string, view: (typeof VIEWS)[number], size = SIZE): string {
  const chart = chartOf({
    view,
    title: word,
    range: { startMs: 0, endMs: 600_000 },
    lines: [
      { label: word, points: [[60_000, 1]], periodMs: 60_000 },
      { label: `the ${word} of b`, points: [[120_000, 3]], periodMs: 60_000 },
    ],
    levels: [{ value: 2, label: word, side: 'left' }],
    moments: [{ ms: 60_000, label: word }],
    axes: { left: { label: word, min: 0, max: 5 }, right: {} },
  });
  return drawSvg(chartOption(chart, size), size);
}

test('A text that is the name of what every object has is drawn, and changes no object', () => {
  for (const view of VIEWS) {
    for (const word of INHERITED) {
      const svg = drawn(word, view).replaceAll('\u2060', '');
      assert.ok(svg.includes(word), `${word} as ${view}`);
      assert.equal(gains(), [], `${word} as ${view}`);
    }
  }
});

test('Other texts are drawn as they are', () => {
  assert.ok(drawn('constructors __proto', 'timeSeries').includes('>constructors __proto<'));
});

test('A text of any length is cut to the picture', () => {
  for (const view of VIEWS) {
    for (const size of [SIZE, { width: 100, height: 80 }]) {
      const svg = drawn(`first${'x'.repeat(10_000)}last`, view, size);
      const texts = [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text = '']) => text);
      const tooWide = texts.filter((text) => textWidth(text, 11) > size.width);
      assert.equal(tooWide, [], view);
      assert.ok(texts.join('').includes('first') || size !== SIZE, `${view} shows how it begins`);
    }
  }
});

test.run();
