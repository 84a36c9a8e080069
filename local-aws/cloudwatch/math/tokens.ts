import { MathError } from './math-error.ts';

export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  /** a query's id, a function, or a word such as `DESC` */
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'symbol'; readonly value: string };

/** The longer ones first, so that `<=` is not read as `<`. */
const SYMBOLS = ['&&', '||', '==', '!=', '<=', '>=', ...'<>+-*/^(),[]'];
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[a-zA-Z_]\w*/y;
const SPACE = /\s+/y;

/** @throws {MathError} at the first character that begins no token, and for a string without its end */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const text = pattern.exec(expression)?.[0];
    at += text?.length ?? 0;
    return text;
  };
  for (;;) {
    take(SPACE);
    if (at >= expression.length) return tokens;
    const quote = expression.charAt(at);
    if (quote === '"' || quote === "'") {
      const end = expression.indexOf(quote, at + 1);
      if (end === -1) throw new MathError('Invalid syntax');
      tokens.push({ kind: 'string', value: expression.slice(at + 1, end) });
      at = end + 1;
      continue;
    }
    const number = take(NUMBER);
    const name = number === undefined ? take(NAME) : undefined;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (name !== undefined) tokens.push(word(name));
    else {
      const symbol = SYMBOLS.find((candidate) => expression.startsWith(candidate, at));
      if (symbol === undefined) throw new MathError('Invalid syntax');
      tokens.push({ kind: 'symbol', value: symbol });
      at += symbol.length;
    }
  }
}

function word(value: string): Token {
  if (value === 'AND') return { kind: 'symbol', value: '&&' };
  if (value === 'OR') return { kind: 'symbol', value: '||' };
  return { kind: 'name', value };
}
