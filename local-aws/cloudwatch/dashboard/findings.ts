/** One validation message: where in the body, as a JSON pointer, and what about it. */
export interface Finding {
  readonly dataPath: string;
  readonly message: string;
}

/**
 * What is found in a body, in the order of reading. The sentences are AWS's, and theirs are those
 * of the JSON schema validator `ajv`, with a capital letter.
 */
export class Findings {
  readonly errors: Finding[] = [];
  /** of these AWS says so, and takes the dashboard all the same */
  readonly warnings: Finding[] = [];

  error(dataPath: string, message: string): void {
    this.errors.push({ dataPath, message });
  }

  warn(dataPath: string, message: string): void {
    this.warnings.push({ dataPath, message });
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
