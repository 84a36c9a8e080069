import { randomInt, randomUUID } from 'node:crypto';
import { partitionOf } from './template/pseudo-parameters.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const MIXED = `${UPPER}abcdefghijklmnopqrstuvwxyz`;

/** `arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID` */
export function newStackId(region: string, account: string, name: string): string {
  return cloudFormationArn(region, account, `stack/${name}/${randomUUID()}`);
}

/** `arn:aws:cloudformation:REGION:ACCOUNT:changeSet/NAME/UUID` */
export function newChangeSetId(region: string, account: string, name: string): string {
  return cloudFormationArn(region, account, `changeSet/${name}/${randomUUID()}`);
}

function cloudFormationArn(region: string, account: string, resource: string): string {
  return `arn:${partitionOf(region).partition}:cloudformation:${region}:${account}:${resource}`;
}

/**
 * The name that CloudFormation makes up for a resource that has none: `STACK-LOGICAL-SUFFIX`,
 * cut in the middle where it would be too long. Streams have mixed case, older types upper case.
 */
export function generatedName(
  stackName: string,
  logicalId: string,
  { longest = 128, mixedCase = false }: { longest?: number; mixedCase?: boolean } = {},
): string {
  const alphabet = mixedCase ? MIXED : UPPER;
  const suffix = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const room = longest - suffix.length - 2;
  const logical = logicalId.slice(0, Math.max(1, Math.floor(room / 2)));
  return `${stackName.slice(0, room - logical.length)}-${logical}-${suffix}`;
}
