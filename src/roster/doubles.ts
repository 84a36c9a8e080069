import type { Member } from '../contract.ts';
import type { ColumnPlaces } from './columns.ts';
import type { Fault } from './fault.ts';

/** Members that another line has already: by name, or by what they look at. */
export function doubles(members: readonly Member[], places: ColumnPlaces): Fault[] {
  const lineOfName = new Map<string, number>();
  const lineOfStream = new Map<string, number>();
  const faults: Fault[] = [];
  const column = (places.get('participant') ?? 0) + 1;
  for (const member of members) {
    const { participant, line } = member;
    const { stream } = member.config.names;
    const name = participant.toLowerCase();
    const resources = JSON.stringify([...placeOf(member), stream]);
    const sameName = lineOfName.get(name);
    const sameStream = lineOfStream.get(resources);
    if (sameName !== undefined) {
      const text = `participant ${participant} is there already, in line ${sameName}; take one out`;
      faults.push({ line, column, text });
    } else if (sameStream !== undefined) {
      const text = `${participant} has the same place and stream as line ${sameStream}, ${stream}; give them names or a place of their own`;
      faults.push({ line, column, text });
    }
    lineOfName.set(name, sameName ?? line);
    lineOfStream.set(resources, sameStream ?? line);
  }
  return faults;
}

function placeOf({ endpoint, config, profile, roleArn, account }: Member) {
  return [endpoint, config.region, profile, roleArn, account];
}
