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
