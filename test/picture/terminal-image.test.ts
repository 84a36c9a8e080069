import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { imageShower } from '../../src/picture/terminal-image.ts';

const PNG = new Uint8Array(10_000).map((_, at) => at % 251);
const BASE64 = Buffer.from(PNG).toString('base64');

test('A kitty terminal is given the image in pieces that it takes, and asked for no answer', () => {
  const shown = shownOn({ images: 'kitty' });
  const [end = '', ...parts] = shown.split('\u001b\\').reverse();
  assert.is(end, '\n');
  const pieces = parts.reverse().map((part) => part.split(';'));
  assert.equal(
    pieces.map(([control]) => control),
    ['\u001b_Ga=T,f=100,q=2,c=80,m=1', '\u001b_Gm=1', '\u001b_Gm=1', '\u001b_Gm=0'],
  );
  assert.ok(pieces.every(([, piece = '']) => piece.length <= 4_096));
  assert.is(pieces.map(([, piece]) => piece).join(''), BASE64);
});

test('iTerm2 and those that speak as it does are given it whole', () => {
  assert.is(
    shownOn({ images: 'iterm2', columns: 60 }),
    `\u001b]1337;File=inline=1;size=10000;width=60;preserveAspectRatio=1:${BASE64}\u0007\n`,
  );
});

test('Nothing is shown where words are plain, go to no terminal, or to one without these images', () => {
  assert.is(shownOn({ images: undefined }), 'no images');
  assert.is(shownOn({ images: 'sixel' }), 'no images');
  assert.is(shownOn({ images: 'kitty', isTTY: false }), 'no images');
  assert.is(shownOn({ images: 'kitty', isDumb: true }), 'no images');
  assert.is(shownOn({ images: 'kitty', plain: true }), 'no images');
});

interface Where {
  readonly images: 'kitty' | 'iterm2' | 'sixel' | undefined;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly isDumb?: boolean;
  readonly plain?: boolean;
}

function shownOn({ images, isTTY = true, columns = 200, isDumb = false, plain = false }: Where) {
  let shown = '';
  const write = (text: string) => {
    shown += text;
  };
  const show = imageShower({ isTTY, columns, write }, { images, isDumb }, { plain });
  if (show === undefined) return 'no images';
  show(PNG);
  return shown;
}

test.run();
