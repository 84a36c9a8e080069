/** What a JSON value is, or `Unreadable`. A path tells where it stands: `yAxis.left.min`. */
export type Reader<T> = (value: unknown, path: string) => T;

/** A value that is not what it should be, in one line: `yAxis.left.min is no number`. */
export class Unreadable extends Error {
  constructor(path: string, problem: string) {
    super(`${path === '' ? 'The widget' : path} ${problem}`);
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function aText(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new Unreadable(path, 'is no text');
  return value;
}

export function aFlag(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new Unreadable(path, 'is neither true nor false');
  return value;
}

/** JSON has numbers that are too large for one: `1e999`. */
export function aNumber(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new Unreadable(path, 'is no number');
  return value;
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (value, path) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new Unreadable(path, `is none of ${words.join(', ')}`);
    return found;
  };
}

export function aList<Item>(item: Reader<Item>): Reader<readonly Item[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Unreadable(path, 'is no list');
    return value.map((each, at) => item(each, `${path}[${at}]`));
  };
}

type Members<Readers> = {
  readonly [Name in keyof Readers]?: Readers[Name] extends Reader<infer T> ? T : never;
};

/** An object's members by name, where they are there; others are passed over. */
export function anObject<Readers extends Record<string, Reader<unknown>>>(
  readers: Readers,
): Reader<Members<Readers>> {
  return (value, path) => {
    if (!isObject(value)) throw new Unreadable(path, 'is no object');
    const found = Object.entries(readers).flatMap(([name, read]) =>
      Object.hasOwn(value, name)
        ? [[name, read(value[name], path === '' ? name : `${path}.${name}`)]]
        : [],
    );
    return Object.fromEntries(found) as Members<Readers>;
  };
}
