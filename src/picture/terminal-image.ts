import type { Terminal } from '../cli/terminal.ts';

export type ImageProtocol = 'kitty' | 'iterm2';

/** So wide that the texts of a picture can be read, in columns. */
const WIDEST_COLUMNS = 80;
/** Source: kitty graphics protocol, remote client. */
const KITTY_CHUNK = 4_096;

/** Shows a PNG. */
export type ShowImage = (png: Uint8Array) => void;

/** Undefined where words go to no terminal, or to one that shows no images, or none are wanted. */
export function imageShower(
  stream: {
    readonly isTTY?: boolean;
    readonly columns?: number;
    write(text: string): unknown;
  },
  { images, isDumb }: Pick<Terminal, 'images' | 'isDumb'>,
  { plain }: { readonly plain: boolean },
): ShowImage | undefined {
  if (stream.isTTY !== true || isDumb || plain) return undefined;
  if (images === undefined || images === 'sixel') return undefined;
  return (png) => {
    const columns = Math.min(stream.columns ?? WIDEST_COLUMNS, WIDEST_COLUMNS);
    stream.write(terminalImage(images, png, columns));
  };
}

/**
 * What a terminal shows as this image, so many columns wide and in its own shape.
 * Source: kitty graphics protocol; iTerm2 inline images protocol.
 */
export function terminalImage(protocol: ImageProtocol, png: Uint8Array, columns: number): string {
  const base64 = Buffer.from(png).toString('base64');
  if (protocol === 'iterm2') {
    return `\u001b]1337;File=inline=1;size=${png.length};width=${columns};preserveAspectRatio=1:${base64}\u0007\n`;
  }
  const chunks = base64.match(new RegExp(`.{1,${KITTY_CHUNK}}`, 'g')) ?? [];
  const parts = chunks.map((chunk, at) => {
    // q: the terminal does not answer, which would be read as keys
    const first = at === 0 ? `a=T,f=100,q=2,c=${columns},` : '';
    return `\u001b_G${first}m=${at === chunks.length - 1 ? 0 : 1};${chunk}\u001b\\`;
  });
  return `${parts.join('')}\n`;
}
