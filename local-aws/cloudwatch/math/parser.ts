import { MathError } from './math-error.ts';
import type { BinaryOperator, Node } from './syntax.ts';
import { type Token, tokenize } from './tokens.ts';

/** From the loosest to the tightest; all of them group to the left. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

/** Deeper nesting than an expression of 2,048 characters needs is refused, not recursed into. */
const DEEPEST = 200;

/**
 * Reads a metric math expression.
 *
 * @throws {MathError} `Invalid syntax`
 */
export function parse(expression: string): Node {
  const parser = new Parser(tokenize(expression));
  const node = parser.expression();
  parser.expectEnd();
  return node;
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  expression(): Node {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new MathError('Invalid syntax');
    const node = this.#level(0);
    this.#depth -= 1;
    return node;
  }

  expectEnd(): void {
    if (this.#at < this.tokens.length) throw new MathError('Invalid syntax');
  }

  #level(level: number): Node {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.#take(candidate));
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: this.#level(level + 1) };
    }
  }

  #unary(): Node {
    let negations = 0;
    while (this.#take('-')) negations += 1;
    const operand = this.#power();
    return negations % 2 === 1 ? { kind: 'negate', operand } : operand;
  }

  /** `2^-1` negates the exponent, `-2^2` the power. */
  #power(): Node {
    let left = this.#primary();
    while (this.#take('^')) {
      const negative = this.#take('-');
      const exponent = this.#primary();
      const right: Node = negative ? { kind: 'negate', operand: exponent } : exponent;
      left = { kind: 'binary', operator: '^', left, right };
    }
    return left;
  }

  #primary(): Node {
    if (this.#take('(')) {
      const inside = this.expression();
      this.#expect(')');
      return inside;
    }
    if (this.#take('[')) return { kind: 'array', items: this.#list(']') };
    const token = this.tokens[this.#at];
    if (token === undefined || token.kind === 'symbol') throw new MathError('Invalid syntax');
    this.#at += 1;
    if (token.kind !== 'name') return token;
    if (this.#take('(')) return { kind: 'call', name: token.value, args: this.#list(')') };
    return /^[a-z]/.test(token.value)
      ? { kind: 'query', id: token.value }
      : { kind: 'word', value: token.value };
  }

  #list(end: string): Node[] {
    const items: Node[] = [];
    if (this.#take(end)) return items;
    do items.push(this.expression());
    while (this.#take(','));
    this.#expect(end);
    return items;
  }

  #take(symbol: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'symbol' || token.value !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) throw new MathError('Invalid syntax');
  }
}
