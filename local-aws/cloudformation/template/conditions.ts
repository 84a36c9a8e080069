import { formatError, templateError, validationError } from '../errors.ts';
import { type Json, onlyEntry } from './json.ts';

/**
 * Answers whether a template's conditions hold, each one looked at when it is first asked for.
 *
 * @param evaluate gives the value of what is not itself a condition
 */
export class Conditions {
  readonly #known = new Map<string, boolean>();
  readonly #asked: string[] = [];

  constructor(
    private readonly declarations: ReadonlyMap<string, Json>,
    private readonly evaluate: (value: Json) => Json,
  ) {}

  /** @throws {AwsError} ValidationError for an unknown condition, or ones that ask each other */
  holds(name: string): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const declaration = this.declarations.get(name);
    if (declaration === undefined) {
      throw templateError(`unresolved condition dependency ${name} in Fn::If`);
    }
    if (this.#asked.includes(name)) {
      const cycle = this.#asked.slice(this.#asked.indexOf(name));
      throw validationError(`Circular dependency between conditions: [${cycle.join(', ')}]`);
    }
    this.#asked.push(name);
    const holds = this.#truth(declaration);
    this.#asked.pop();
    this.#known.set(name, holds);
    return holds;
  }

  #truth(expression: Json): boolean {
    const [name, argument = null] = onlyEntry(expression) ?? [];
    const terms = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Fn::And':
        return terms.every((term) => this.#truth(term));
      case 'Fn::Or':
        return terms.some((term) => this.#truth(term));
      case 'Fn::Not':
        return !terms.some((term) => this.#truth(term));
      case 'Fn::Equals': {
        const [a, b] = terms.map((term) => JSON.stringify(textual(this.evaluate(term))));
        return a === b;
      }
      case 'Condition':
        return this.holds(String(argument));
      default:
        throw notBoolean();
    }
  }
}

/** A condition that is none. */
export function notBoolean() {
  return formatError(
    'Conditions can only be boolean operations on parameters and other conditions',
  );
}

/** Numbers and booleans are compared as their text: `Fn::Equals: [4, "4"]` holds. */
function textual(value: Json): Json {
  if (Array.isArray(value)) return value.map(textual);
  return typeof value === 'object' ? value : String(value);
}
