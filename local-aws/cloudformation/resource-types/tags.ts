import { isObject } from '../template/json.ts';
import type { ResourceRequest } from './resource-type.ts';

/** The tags of a resource: the stack's, and its own, which come first where both name a key. */
export function desiredTags(request: ResourceRequest): Record<string, string> {
  const own = request.properties.Tags;
  const tags: Record<string, string> = Object.create(null);
  Object.assign(tags, request.stackTags);
  for (const tag of Array.isArray(own) ? own : []) {
    if (isObject(tag)) tags[String(tag.Key)] = String(tag.Value);
  }
  return tags;
}

/** The tags to set, and the keys of those to take off. */
export function tagChanges(request: ResourceRequest, previous: ResourceRequest) {
  const wanted = desiredTags(request);
  const had = desiredTags(previous);
  return {
    set: Object.fromEntries(Object.entries(wanted).filter(([key, value]) => had[key] !== value)),
    removed: Object.keys(had).filter((key) => wanted[key] === undefined),
  };
}

/** A list of tags, as most services but Kinesis take them. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
