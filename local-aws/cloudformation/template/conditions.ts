import { formatError, templateError, validationError } from '../errors.ts';
import { type Json, onlyEntry, sameJson } from './json.ts';

/**
 * Answers whether a template's conditions hold, each one looked at when it is first asked for.
 *
 * @param evaluate gives the value of what is not itself a condition
 * @returns throws ValidationError for an unknown condition, or ones that ask each other
 */
export function conditionsOf(
  declarations: ReadonlyMap<string, Json>,
  evaluate: (value: Json) => Json | undefined,
): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const asked: string[] = [];

  const holds = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const declaration = declarations.get(name);
    if (declaration === undefined) {
      throw templateError(`unresolved condition dependency ${name} in Fn::If`);
    }
    if (asked.includes(name)) {
      const cycle = asked.slice(asked.indexOf(name)).join(', ');
      throw validationError(`Circular dependency between conditions: [${cycle}]`);
    }
    asked.push(name);
    const now = isTrue(declaration);
    asked.pop();
    known.set(name, now);
    return now;
  };

  const isTrue = (expression: Json): boolean => {
    const [name, argument = null] = onlyEntry(expression) ?? [];
    const terms = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Fn::And':
        return terms.every(isTrue);
      case 'Fn::Or':
        return terms.some(isTrue);
      case 'Fn::Not':
        return !terms.some(isTrue);
      case 'Fn::Equals': {
        const [a, b] = terms.map((term) => evaluate(term) ?? '');
        return sameJson(a, b);
      }
      case 'Condition':
        return holds(String(argument));
      default:
        throw notBoolean();
    }
  };
  return holds;
}

/** A condition that is none. */
export function notBoolean() {
  return formatError(
    'Conditions can only be boolean operations on parameters and other conditions',
  );
}
