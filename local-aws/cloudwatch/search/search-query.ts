import { MathError } from '../math/values.ts';
import type { MetricIdentity } from '../metric-identity.ts';
import { invalidSyntax, Scanner } from '../scanner.ts';
import { partialMatcher } from './name-tokens.ts';

/** Whether a metric is one that a search looks for. */
export type Matcher = (metric: MetricIdentity) => boolean;

/** Source: user guide, search expression syntax. */
const LONGEST_QUERY = 1024;

/**
 * Reads a search: a metric schema in braces, search terms, or both.
 *
 * @throws {MathError} for what is no search, and for cross-account searches
 */
export function parseSearch(query: string): Matcher {
  if (query.length > LONGEST_QUERY) {
    throw new MathError(`The search is longer than ${LONGEST_QUERY} characters`);
  }
  const scanner = new Scanner(query);
  const schema = scanner.take(/\{/y) ? readSchema(scanner) : undefined;
  if (schema !== undefined) scanner.take(/,/y);
  if (schema !== undefined && scanner.atEnd) return schema;
  const terms = readAnyOf(scanner);
  if (!scanner.atEnd) throw invalidSyntax();
  return (metric) => (schema?.(metric) ?? true) && terms(metric);
}

/** `{Namespace, Dimension, …}`: with dimensions the metric has those and no others. */
function readSchema(scanner: Scanner): Matcher {
  const names: string[] = [];
  do names.push(readWord(scanner, /[^\s,{}"]+/y).text);
  while (scanner.take(/,/y));
  scanner.expect(/\}/y);
  const [namespace, ...dimensions] = names;
  const wanted = dimensions.sort().join('\n');
  return (metric) =>
    metric.namespace === namespace &&
    (dimensions.length === 0 || Object.keys(metric.dimensions).sort().join('\n') === wanted);
}

const OR = /OR(?=[\s()"]|$)/y;
const AND = /AND(?=[\s()"]|$)/y;
const NOT = /NOT(?=[\s()"]|$)/y;

/** Terms joined by OR, which binds looser than AND. */
function readAnyOf(scanner: Scanner): Matcher {
  const terms = [readAllOf(scanner)];
  while (scanner.take(OR)) terms.push(readAllOf(scanner));
  return (metric) => terms.some((term) => term(metric));
}

/** Terms joined by AND, which may be left out. */
function readAllOf(scanner: Scanner): Matcher {
  const terms = [readNot(scanner)];
  while (scanner.take(AND) || !(scanner.atEnd || scanner.peek(/\)/y) || scanner.peek(OR))) {
    terms.push(readNot(scanner));
  }
  return (metric) => terms.every((term) => term(metric));
}

function readNot(scanner: Scanner): Matcher {
  if (scanner.take(NOT)) {
    const term = readNot(scanner);
    return (metric) => !term(metric);
  }
  if (!scanner.take(/\(/y)) return readTerm(scanner);
  const inside = scanner.nested(() => readAnyOf(scanner));
  scanner.expect(/\)/y);
  return inside;
}

/** `word`, `"exact"`, `Property=word` or `Property="exact"`. */
function readTerm(scanner: Scanner): Matcher {
  const word = readWord(scanner, /(?!(?:AND|OR|NOT)(?![^\s()"=]))[^\s()"=]+/y);
  if (!scanner.take(/=/y)) {
    const matches = matcherOf(word);
    return (metric) => everyName(metric).some(matches);
  }
  if (word.text.startsWith(':aws.')) {
    throw new MathError(`Local AWS does not implement ${word.text} in a search`);
  }
  const matches = matcherOf(readWord(scanner, /[^\s()"]+/y));
  return (metric) => {
    const value = property(metric, word.text);
    return value !== undefined && matches(value);
  };
}

interface Word {
  readonly text: string;
  readonly isExact: boolean;
}

function readWord(scanner: Scanner, bare: RegExp): Word {
  const quoted = scanner.take(/"(?:[^"\\]|\\.)*"/y);
  if (quoted === undefined) return { text: scanner.expect(bare), isExact: false };
  return { text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), isExact: true };
}

function matcherOf({ text, isExact }: Word): (name: string) => boolean {
  return isExact ? (name) => name === text : partialMatcher(text);
}

function property({ namespace, metricName, dimensions }: MetricIdentity, name: string) {
  if (name === 'MetricName') return metricName;
  if (name === 'Namespace') return namespace;
  return Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
}

function everyName({ namespace, metricName, dimensions }: MetricIdentity): string[] {
  return [namespace, metricName, ...Object.entries(dimensions).flat()];
}
