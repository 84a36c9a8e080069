import type { Json } from '../../contract.ts';

/** A key of an AWS identity: `AKIA…`, `ASIA…`, and other kinds. Source: IAM, unique identifiers. */
const KEY_ID =
  /\b(?:A3T[A-Z0-9]|A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA))[A-Z0-9]{12,}\b/g;
const ARN = /\barn:aws[\w-]*:[^\s"'<>,;)\]}]*[\w*/]/g;
/** Shard ids end in twelve digits, too, after a hyphen. */
const ACCOUNT_ID = /(?<![\w.-])\d{12}(?![\w.])/g;

/**
 * A text for whoever a report is passed on to: AWS's refusals name the account, the user and what
 * was asked for, and none of these is theirs to know.
 */
export function withoutIdentities(text: string): string {
  return text.replace(ARN, '[ARN]').replace(KEY_ID, '[key]').replace(ACCOUNT_ID, '[account]');
}

/** The same for each text of what a check saw. */
export function evidenceWithoutIdentities(evidence: Json): Json {
  if (typeof evidence === 'string') return withoutIdentities(evidence);
  if (typeof evidence !== 'object' || evidence === null) return evidence;
  if (Array.isArray(evidence)) return evidence.map(evidenceWithoutIdentities);
  return Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [
      withoutIdentities(name),
      evidenceWithoutIdentities(value),
    ]),
  );
}
