import type { Member } from '../contract.ts';
import type { ColumnPlaces } from './columns.ts';
import type { Fault } from './fault.ts';
import type { Row } from './rows.ts';

/** Participants that are there already, upper and lower case being the same. */
export function doubleNames(rows: readonly Row[], places: ColumnPlaces): Fault[] {
  const at = places.get('participant') ?? 0;
  const lineOf = new Map<string, number>();
  return rows.flatMap(({ line, cells }) => {
    const participant = cells[at] ?? '';
    const name = participant.toLowerCase();
    const before = lineOf.get(name);
    lineOf.set(name, before ?? line);
    if (before === undefined || participant === '') return [];
    const text = `participant ${participant} is there already, in line ${before}; take one out`;
    return [{ line, column: at + 1, text }];
  });
}

/** Members who have a resource that another one has, by different names: each by the first of them. */
export function doubleResources(members: readonly Member[], places: ColumnPlaces): Fault[] {
  const column = (places.get('participant') ?? 0) + 1;
  const ownerOf = new Map<string, Member>();
  return members.flatMap((member) => {
    const name = member.participant.toLowerCase();
    const shared = resourcesOf(member).flatMap(({ kind, named, key }) => {
      const owner = ownerOf.get(key) ?? member;
      ownerOf.set(key, owner);
      return owner.participant.toLowerCase() === name ? [] : [{ kind, named, owner }];
    });
    return shared.slice(0, 1).map(({ kind, named, owner }) => ({
      line: member.line,
      column,
      text: `${member.participant} has the same place and ${kind} as line ${owner.line}, ${named}; give them names or a place of their own`,
    }));
  });
}

/** What the checks look at. A dashboard belongs to no region. */
function resourcesOf({ config, endpoint, profile, roleArn, account }: Member) {
  const { stream, dashboard, stack, dashboardStack, alarmStack } = config.names;
  const resource = (kind: string, named: string, region = config.region) => ({
    kind,
    named,
    key: JSON.stringify([endpoint, profile, roleArn, account, region, kind, named]),
  });
  return [
    resource('stream', stream),
    ...[stack, dashboardStack, alarmStack].map((named) => resource('stack', named)),
    resource('dashboard', dashboard, ''),
  ];
}
