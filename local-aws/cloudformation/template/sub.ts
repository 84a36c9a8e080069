import { templateError } from '../errors.ts';

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
    // a pattern would look for the end of each beginning: a time that grows with the text's square
    const start = text.indexOf('${', end);
    const close = start === -1 ? -1 : text.indexOf('}', start);
    if (close === -1) return [...pieces, { text: text.slice(end) }];
    pieces.push({ text: text.slice(end, start) }, piece(text.slice(start + 2, close)));
    end = close + 1;
  }
}

function piece(name: string): SubPiece {
  if (name.startsWith('!')) return { text: `\${${name.slice(1)}}` };
  if (/^[A-Za-z0-9_.:]+$/.test(name)) return { variable: name };
  throw templateError(
    'variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
  );
}
