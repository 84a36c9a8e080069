import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** how many pixels have the colour, `#rrggbb`, or nearly so, as at the edge of a line */
  count(color: string): number;
}

const SIGNATURE = '89504e470d0a1a0a';
/** 8 bits each of red, green, blue and opacity, not interlaced: what the rasteriser writes. */
const RGBA = '0806000000';
const NEAR = 24;

/** Reads a PNG back. @throws {Error} when it is none, or of a form that is not expected */
export function readPng(bytes: Uint8Array): Pixels {
  const png = Buffer.from(bytes);
  if (png.toString('hex', 0, 8) !== SIGNATURE) throw new Error('This is no PNG');
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.body ?? Buffer.alloc(13);
  if (header.toString('hex', 8) !== RGBA) throw new Error('This PNG has another form');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body);
  const pixels = unfilter(inflateSync(Buffer.concat(packed)), width * 4, height);
  return { width, height, count: (color) => countIn(pixels, Buffer.from(color.slice(1), 'hex')) };
}

function countIn(pixels: Buffer, color: Buffer): number {
  let count = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    if (color.every((part, channel) => Math.abs((pixels[at + channel] ?? 0) - part) <= NEAR)) {
      count += 1;
    }
  }
  return count;
}

function chunksOf(png: Buffer): { type: string; body: Buffer }[] {
  const chunks: { type: string; body: Buffer }[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, body: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Each line is written as differences to its neighbours. Source: W3C, PNG, filter algorithms. */
function unfilter(raw: Buffer, lineLength: number, lines: number): Buffer {
  const out = Buffer.alloc(lineLength * lines);
  for (let line = 0; line < lines; line += 1) {
    const from = line * (lineLength + 1);
    const to = line * lineLength;
    const filter = raw[from] ?? 0;
    for (let at = 0; at < lineLength; at += 1) {
      const left = at < 4 ? 0 : (out[to + at - 4] ?? 0);
      const up = line === 0 ? 0 : (out[to + at - lineLength] ?? 0);
      const corner = at < 4 || line === 0 ? 0 : (out[to + at - lineLength - 4] ?? 0);
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      out[to + at] = (raw[from + 1 + at] ?? 0) + (guesses[filter] ?? 0);
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
