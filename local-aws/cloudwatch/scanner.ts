import { MathError } from './math/values.ts';

/** Deeper nesting than a query of its longest length needs is refused, not recursed into. */
const DEEPEST = 100;

/** Reads a text from its start, token by token, and passes over the spaces before each. */
export class Scanner {
  #at = 0;
  #depth = 0;

  constructor(private readonly text: string) {}

  /** What a sticky pattern matches here. */
  take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  peek(pattern: RegExp): string | undefined {
    this.#at += this.#here(/\s*/y)?.length ?? 0;
    return this.#here(pattern);
  }

  #here(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.text)?.[0];
  }

  /** @throws {MathError} `Invalid syntax`, for anything else */
  expect(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === undefined) throw invalidSyntax();
    return found;
  }

  get atEnd(): boolean {
    return this.peek(/$/y) !== undefined;
  }

  /** Reads what lies within what is being read. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw invalidSyntax();
    const found = read();
    this.#depth -= 1;
    return found;
  }
}

export function invalidSyntax(): MathError {
  return new MathError('Invalid syntax');
}
