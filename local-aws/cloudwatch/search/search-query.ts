import { MathError } from '../math/math-error.ts';
import type { MetricIdentity } from '../metric-store.ts';
import { matchesPartially } from './name-tokens.ts';

/** Whether a metric is one that a search looks for. */
export type Matcher = (metric: MetricIdentity) => boolean;

/** Source: user guide, search expression syntax. */
const LONGEST_QUERY = 1024;
const SYNTAX = 'Invalid syntax';

/**
 * Reads a search: a metric schema in braces, search terms, or both.
 *
 * @throws {MathError} for what is no search, and for cross-account searches
 */
export function parseSearch(query: string): Matcher {
  if (query.length > LONGEST_QUERY) {
    throw new MathError(`The search is longer than ${LONGEST_QUERY} characters`);
  }
  const reader = new Reader(query);
  const schema = reader.schema();
  const terms = reader.atEnd() ? undefined : reader.anyOf();
  if (!reader.atEnd() || (schema === undefined && terms === undefined)) throw new MathError(SYNTAX);
  return (metric) => (schema?.(metric) ?? true) && (terms?.(metric) ?? true);
}

interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

class Reader {
  #at = 0;
  #depth = 0;

  constructor(private readonly query: string) {}

  atEnd(): boolean {
    this.#skip(/[\s,]+/y);
    return this.#at >= this.query.length;
  }

  /** `{Namespace, Dimension, …}`: with dimensions the metric has those and no others. */
  schema(): Matcher | undefined {
    if (!this.#take('{')) return undefined;
    const names: string[] = [];
    do names.push(this.#word(/[^\s,{}"]+/y).text);
    while (this.#take(','));
    if (!this.#take('}')) throw new MathError(SYNTAX);
    const [namespace, ...dimensions] = names;
    const wanted = dimensions.sort().join('\n');
    return (metric) =>
      metric.namespace === namespace &&
      (dimensions.length === 0 || Object.keys(metric.dimensions).sort().join('\n') === wanted);
  }

  /** Terms joined by OR, which binds looser than AND. */
  anyOf(): Matcher {
    this.#depth += 1;
    if (this.#depth > 100) throw new MathError(SYNTAX);
    const terms = [this.#allOf()];
    while (this.#operator('OR')) terms.push(this.#allOf());
    this.#depth -= 1;
    return (metric) => terms.some((term) => term(metric));
  }

  /** Terms joined by AND, which may be left out. */
  #allOf(): Matcher {
    const terms = [this.#not()];
    for (;;) {
      if (this.#operator('AND')) terms.push(this.#not());
      else if (this.atEnd() || this.#peek(')') || this.#peekOperator('OR')) break;
      else terms.push(this.#not());
    }
    return (metric) => terms.every((term) => term(metric));
  }

  #not(): Matcher {
    if (this.#operator('NOT')) {
      const term = this.#not();
      return (metric) => !term(metric);
    }
    if (!this.#take('(')) return this.#term();
    const inside = this.anyOf();
    if (!this.#take(')')) throw new MathError(SYNTAX);
    return inside;
  }

  /** `word`, `"exact"`, `Property=word` or `Property="exact"`. */
  #term(): Matcher {
    const word = this.#word(/[^\s()"=]+/y);
    if (!word.quoted && /^(?:AND|OR|NOT)$/.test(word.text)) throw new MathError(SYNTAX);
    if (!this.#take('=')) {
      const matches = matcherOf(word);
      return (metric) => everyName(metric).some(matches);
    }
    if (word.text.startsWith(':aws.')) {
      throw new MathError(`Local AWS does not implement ${word.text} in a search`);
    }
    const matches = matcherOf(this.#word(/[^\s()"]+/y));
    return (metric) => {
      const value = property(metric, word.text);
      return value !== undefined && matches(value);
    };
  }

  #word(bare: RegExp): Word {
    this.#skip(/\s+/y);
    if (this.query[this.#at] !== '"') {
      const text = this.#skip(bare);
      if (text === '') throw new MathError(SYNTAX);
      return { text, quoted: false };
    }
    const quoted = this.#skip(/"(?:[^"\\]|\\.)*"/y);
    if (quoted === '') throw new MathError(SYNTAX);
    return { text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), quoted: true };
  }

  #operator(name: string): boolean {
    if (!this.#peekOperator(name)) return false;
    this.#at += name.length;
    return true;
  }

  #peekOperator(name: string): boolean {
    this.#skip(/\s+/y);
    const after = this.query[this.#at + name.length];
    return this.query.startsWith(name, this.#at) && (after === undefined || /[\s()"]/.test(after));
  }

  #take(symbol: string): boolean {
    if (!this.#peek(symbol)) return false;
    this.#at += 1;
    return true;
  }

  #peek(symbol: string): boolean {
    this.#skip(/\s+/y);
    return this.query[this.#at] === symbol;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.query)?.[0] ?? '';
    this.#at += text.length;
    return text;
  }
}

function matcherOf({ text, quoted }: Word): (name: string) => boolean {
  return quoted ? (name) => name === text : (name) => matchesPartially(text, name);
}

function property({ namespace, metricName, dimensions }: MetricIdentity, name: string) {
  if (name === 'MetricName') return metricName;
  if (name === 'Namespace') return namespace;
  return Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
}

function everyName({ namespace, metricName, dimensions }: MetricIdentity): string[] {
  return [namespace, metricName, ...Object.entries(dimensions).flat()];
}
