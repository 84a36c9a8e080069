import { loadSharedConfigFiles } from '@smithy/core/config';
import type { Member } from '../contract.ts';
import { nearest } from '../nearest.ts';
import type { ColumnPlaces } from './columns.ts';
import type { Fault } from './fault.ts';

/** The profiles of this machine's AWS configuration files, as the SDK reads them. */
export async function ownProfiles(): Promise<string[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  return Object.keys({ ...configFile, ...credentialsFile });
}

/** Members whose profile is in none of the files. */
export function missingProfiles(
  members: readonly Member[],
  places: ColumnPlaces,
  profiles: readonly string[],
): Fault[] {
  const column = (places.get('profile') ?? 0) + 1;
  return members.flatMap(({ profile, line }) => {
    if (profile === undefined || profiles.includes(profile)) return [];
    const near = nearest(profile, profiles);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    const text = `profile ${profile} is in none of this machine's AWS configuration files${hint}`;
    return [{ line, column, text }];
  });
}
