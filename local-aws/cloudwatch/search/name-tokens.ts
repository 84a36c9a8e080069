/** One stretch of letters and digits in a name, and the parts that capitals and digits make of it. */
type Piece = readonly string[];

/** Letters as camel case parts them, an acronym by itself; digits by themselves. */
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|[^\p{Lu}\p{Ll}\d]+|\d+/gu;

/** What is in no token. */
const BETWEEN = /[^\p{L}\p{N}]+/gu;

/** `SDBFailure-2` → `[['SDB', 'Failure'], ['2']]`. Source: user guide, search expression syntax, tokenization. */
function piecesOf(text: string): Piece[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((piece) => piece.match(PART) ?? [piece]);
}

/**
 * Whether a search term is a part of a name: one token in any case, several as they follow each
 * other in the name; tokens that only capitals or digits part are compared with their case.
 * Source: user guide, search expression syntax, partial matches.
 */
export function partialMatcher(term: string): (name: string) => boolean {
  const wanted = piecesOf(term).flatMap(tokensOf);
  const [first] = wanted;
  if (first === undefined) return () => false;
  return (name) => {
    const whole = name.toLowerCase().replace(BETWEEN, '');
    // most names are not it, and to cut them into tokens would take long
    if (!whole.includes(first.text.toLowerCase())) return false;
    if (wanted.length === 1 && term.toLowerCase() === whole) return true;
    const found = piecesOf(name).flat();
    return found.some((_, start) =>
      wanted.every(({ text, exactCase }, index) => {
        const token = found[start + index];
        if (token === undefined) return false;
        return exactCase ? token === text : token.toLowerCase() === text.toLowerCase();
      }),
    );
  };
}

function tokensOf(piece: Piece): { text: string; exactCase: boolean }[] {
  return piece.map((text) => ({ text, exactCase: piece.length > 1 }));
}
