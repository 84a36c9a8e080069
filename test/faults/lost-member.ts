import { changed, type Fault } from './faults.ts';

/** A fault that takes nothing away, and tells the members of what passes: `.Shards[].ShardId`. */
export function memberFinder(found: Set<string>): Fault {
  return inJson('nothing lost', (_owner, _key, path) => {
    found.add(path);
  });
}

/** An answer in JSON without one of its members, in each entry of the lists that it is in. */
export function losing(member: string): Fault {
  return inJson('a lost member', (owner, key, path) => {
    if (path === member) delete owner[key];
  });
}

type Visit = (owner: Record<string, unknown>, key: string, path: string) => void;

function inJson(name: string, visit: Visit): Fault {
  return changed(name, /is not whole/, (body, { speaks }) => {
    if (speaks !== 'json') return body;
    const answer = JSON.parse(body.toString('utf8')) as unknown;
    visitMembers(answer, '', visit);
    return Buffer.from(JSON.stringify(answer));
  });
}

function visitMembers(value: unknown, path: string, visit: Visit): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value) visitMembers(entry, `${path}[]`, visit);
    return;
  }
  const owner = value as Record<string, unknown>;
  for (const key of Object.keys(owner)) {
    visit(owner, key, `${path}.${key}`);
    visitMembers(owner[key], `${path}.${key}`, visit);
  }
}
