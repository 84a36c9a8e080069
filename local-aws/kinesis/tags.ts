import { invalidArgument, streamNotActive } from './errors.ts';
import { TAGS_PER_STREAM } from './limits.ts';
import type { Stream } from './stream.ts';

const ALLOWED = /^[\p{L}\p{N}\p{Z}\s_./=+\-@:%]*$/u;

/** @throws InvalidArgumentException for a key or value with other characters than AWS takes */
export function requireTagCharacters(texts: readonly string[]): void {
  if (texts.every((text) => ALLOWED.test(text))) return;
  throw invalidArgument(
    'Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @ :.',
  );
}

/** Adds tags and overwrites those that are there. */
export function tag(stream: Stream, tags: Readonly<Record<string, string>>): void {
  requireTaggable(stream);
  requireTagCharacters(Object.entries(tags).flat());
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
