import { validationError } from '../errors.ts';

/** A piece of a Fn::Sub string: text as it is, or the name in `${name}`. */
export type SubPiece = { readonly text: string } | { readonly variable: string };

/**
 * Takes a Fn::Sub string apart; `${!name}` is the text `${name}`.
 *
 * @throws {AwsError} ValidationError when a name has characters that names have not
 */
export function subPieces(text: string): SubPiece[] {
  const pieces: SubPiece[] = [];
  let end = 0;
  for (;;) {
    const start = text.indexOf('${', end);
    const close = start === -1 ? -1 : text.indexOf('}', start);
    if (close === -1) break;
    const name = text.slice(start + 2, close);
    pieces.push({ text: text.slice(end, start) });
    end = close + 1;
    if (name.startsWith('!')) {
      pieces.push({ text: `\${${name.slice(1)}}` });
    } else if (/^[A-Za-z0-9_.:]+$/.test(name)) {
      pieces.push({ variable: name });
    } else {
      throw validationError(
        'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
      );
    }
  }
  pieces.push({ text: text.slice(end) });
  return pieces;
}
