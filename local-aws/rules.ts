/** What the service demands of a member beyond its type. The API reference's own limits. */
export interface Constraint {
  /** of a string in characters, of a list in items, of a blob in bytes */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** of the whole string, as the API reference prints it, without anchors */
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
}

/** A constraint that an input broke, ready for the service's sentence. */
export interface Violation {
  /** the member as AWS prints it: `records.3.member.partitionKey` */
  readonly path: string;
  readonly value: unknown;
  /** `Member must not be null`, `Member must have length less than or equal to 128`, … */
  readonly constraint: string;
}

/**
 * Every constraint that an input breaks, in the order of the rules. A member that is absent breaks
 * none: whether it may be absent is the schema's affair.
 */
export function violations(
  input: unknown,
  rules: Readonly<Record<string, Constraint>> = {},
): Violation[] {
  const found: Violation[] = [];
  for (const [path, constraint] of Object.entries(rules)) {
    visit(input, path.split('.'), '', (value, at) => {
      for (const broken of brokenBy(value, constraint)) {
        found.push({ path: at, value, constraint: `Member must ${broken}` });
      }
    });
  }
  return found;
}

/** Walks to the members that a rule's path names; `member` stands for every item of a list. */
function visit(
  value: unknown,
  steps: readonly string[],
  at: string,
  found: (value: unknown, at: string) => void,
): void {
  if (value === undefined || value === null) return;
  const [step, ...rest] = steps;
  if (step === undefined) {
    found(value, at);
  } else if (Array.isArray(value)) {
    const inside = step === 'member' ? rest : steps;
    value.forEach((item, index) => {
      visit(item, inside, `${at}.${index + 1}.member`, found);
    });
  } else if (typeof value === 'object') {
    const member = (value as Record<string, unknown>)[step];
    visit(member, rest, at === '' ? lowerFirst(step) : `${at}.${lowerFirst(step)}`, found);
  }
}

function* brokenBy(value: unknown, constraint: Constraint): Generator<string> {
  const { minLength, maxLength, pattern, min, max, values } = constraint;
  const length = lengthOf(value);
  if (minLength !== undefined && length < minLength) {
    yield `have length greater than or equal to ${minLength}`;
  }
  if (maxLength !== undefined && length > maxLength) {
    yield `have length less than or equal to ${maxLength}`;
  }
  const isHopeless = maxLength !== undefined && length > Math.max(maxLength, HELD_AGAINST_PATTERNS);
  if (pattern !== undefined && !isHopeless && !wholeMatch(pattern).test(String(value))) {
    yield `satisfy regular expression pattern: ${pattern}`;
  }
  if (min !== undefined && Number(value) < min) {
    yield `have value greater than or equal to ${min}`;
  }
  if (max !== undefined && Number(value) > max) {
    yield `have value less than or equal to ${max}`;
  }
  if (values !== undefined && !values.includes(String(value))) {
    yield `satisfy enum value set: [${values.join(', ')}]`;
  }
}

/**
 * Characters of a text that is held against a pattern even though it is too long. Some patterns,
 * ARNs' for one, take a time that grows with the cube of it.
 */
const HELD_AGAINST_PATTERNS = 1024;
const compiled = new Map<string, RegExp>();

function wholeMatch(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${pattern})$`, 'u');
    compiled.set(pattern, expression);
  }
  return expression;
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length;
  return 0;
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
