import type { LiveModels } from '../../src/live/models.ts';

/** More at once are only counted. */
const MOST_TOLD = 3;

/** Who needs help now and did not before, in sentences. Those of a first look are no news. */
export function classNews(before: Partial<LiveModels>, after: Partial<LiveModels>): string[] {
  const old = new Map(before.class?.members.map((row) => [row.participant, row]));
  const needing = (after.class?.members ?? []).filter(
    ({ participant, needsHelp }) => needsHelp && old.get(participant)?.needsHelp === false,
  );
  if (needing.length > MOST_TOLD) return [`${needing.length} more participants need help.`];
  return needing.map(({ participant, need, at }) => `${participant}: ${need}, ${at}.`);
}
