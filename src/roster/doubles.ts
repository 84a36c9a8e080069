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

/** Members who look at what another one looks at, by different names. */
export function doubleStreams(members: readonly Member[], places: ColumnPlaces): Fault[] {
  const column = (places.get('participant') ?? 0) + 1;
  const lineOf = new Map<string, { line: number; name: string }>();
  return members.flatMap(({ participant, line, config, ...way }) => {
    const name = participant.toLowerCase();
    const { stream } = config.names;
    const { endpoint, profile, roleArn, account } = way;
    const key = JSON.stringify([endpoint, config.region, profile, roleArn, account, stream]);
    const before = lineOf.get(key);
    lineOf.set(key, before ?? { line, name });
    if (before === undefined || before.name === name) return [];
    const text = `${participant} has the same place and stream as line ${before.line}, ${stream}; give them names or a place of their own`;
    return [{ line, column, text }];
  });
}
