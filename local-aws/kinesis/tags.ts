import type { Violation } from '../action.ts';
import { invalidArgument, streamNotActive } from './errors.ts';
import { invalid } from './invalid.ts';
import { TAGS_PER_STREAM } from './limits.ts';
import type { Stream } from './stream.ts';

type Tags = Readonly<Record<string, string>>;

const ALLOWED = /^[\p{L}\p{N}\p{Z}\s_./=+\-@:%]*$/u;
const KEY_LENGTHS = { least: 1, most: 128 };
const VALUE_LENGTHS = { least: 0, most: 256 };

/**
 * @throws ValidationException for a key or value that is too short or too long
 * @throws InvalidArgumentException for one with other characters than AWS takes
 */
export function requireTags(tags: Tags): void {
  const violations = [
    ...brokenLengths(tags, 'Map keys', Object.keys(tags), KEY_LENGTHS),
    ...brokenLengths(tags, 'Map value', Object.values(tags), VALUE_LENGTHS),
  ];
  if (violations.length > 0) throw invalid(violations);
  requireTagCharacters(Object.entries(tags).flat());
}

function brokenLengths(
  tags: Tags,
  what: string,
  texts: readonly string[],
  { least, most }: { least: number; most: number },
): Violation[] {
  if (texts.every(({ length }) => length >= least && length <= most)) return [];
  const lengths = `Member must have length less than or equal to ${most}, Member must have length greater than or equal to ${least}`;
  return [
    { path: 'tags', value: tags, constraint: `${what} must satisfy constraint: [${lengths}]` },
  ];
}

function requireTagCharacters(texts: readonly string[]): void {
  if (texts.every((text) => ALLOWED.test(text))) return;
  throw invalidArgument(
    'Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @ :.',
  );
}

/** Adds tags, that `requireTags` has passed, and overwrites those that are there. */
export function tag(stream: Stream, tags: Tags): void {
  requireTaggable(stream);
  const keys = new Set([...stream.tags.keys(), ...Object.keys(tags)]);
  if (keys.size > TAGS_PER_STREAM) {
    throw invalidArgument(
      `Failed to add tags to stream ${stream.name} under account ${stream.account} because a given stream cannot have more than ${TAGS_PER_STREAM} tags associated with it.`,
    );
  }
  for (const [key, value] of Object.entries(tags)) stream.tags.set(key, value);
}

/** Removes tags; keys that are not there do not matter. */
export function untag(stream: Stream, keys: readonly string[]): void {
  requireTaggable(stream);
  requireTagCharacters(keys);
  for (const key of keys) stream.tags.delete(key);
}

/** In the order of their keys. */
export function listTags(stream: Stream): { Key: string; Value: string }[] {
  return [...stream.tags]
    .map(([Key, Value]) => ({ Key, Value }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));
}

function requireTaggable(stream: Stream): void {
  if (!stream.isServing) throw streamNotActive(stream, stream.status);
}
