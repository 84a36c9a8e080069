import { templateError } from '../errors.ts';

/** A piece of a Fn::Sub string: text as it is, or the name in `${name}`. */
export type SubPiece = { readonly text: string } | { readonly variable: string };

/**
 * Takes a Fn::Sub string apart; `${!name}` is the text `${name}`.
 *
 * @throws {AwsError} ValidationError when a name has characters that names have not
 */
export function subPieces(text: string): SubPiece[] {
  // every second piece is what stood between the braces
  return text.split(/\$\{([^}]*)\}/).map((piece, index) => {
    if (index % 2 === 0) return { text: piece };
    if (piece.startsWith('!')) return { text: `\${${piece.slice(1)}}` };
    if (/^[A-Za-z0-9_.:]+$/.test(piece)) return { variable: piece };
    throw templateError(
      'variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
    );
  });
}
