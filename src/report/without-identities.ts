import type { Seen } from '../picture/seen.ts';
import { withTexts } from '../with-texts.ts';

/** A key of an AWS identity: `AKIA…`, `ASIA…`, and other kinds. Source: IAM, unique identifiers. */
export const KEY_ID =
  /\b(?:A3T[A-Z0-9]|A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA))[A-Z0-9]{12,}\b/g;
const ARN = /\barn:aws[\w-]*:[^\s"'<>,;)\]}]*[\w*/]/g;
/** Shard ids end in twelve digits, too, after a hyphen; and a participant may be a number. */
export const ACCOUNT_ID = /(?<![\w.-]|--participant )\d{12}(?![\w.])/g;

/**
 * A text for whoever a report is passed on to: AWS's refusals name the account, the user and what
 * was asked for, and none of these is theirs to know.
 */
export function withoutIdentities(text: string): string {
  return text.replace(ARN, '[ARN]').replace(KEY_ID, '[key]').replace(ACCOUNT_ID, '[account]');
}

/** What was seen of a stream, to be passed on: its keys and shards are named as they are. */
export function namelessSight(seen: Seen): Seen {
  if ('problem' in seen) return { problem: withoutIdentities(seen.problem) };
  const { map } = seen;
  return { ...seen, map: { ...map, unknown: map.unknown.map(withoutIdentities) } };
}

/** The same for every text of a value that prints as JSON, and for the names in it. */
export function allWithoutIdentities<Value>(value: Value): Value {
  return withTexts(value, withoutIdentities);
}
