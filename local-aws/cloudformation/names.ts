import type { Scope } from '../action.ts';
import type { Chance } from '../chance.ts';
import { partitionOf } from './template/pseudo-parameters.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const MIXED = `${UPPER}abcdefghijklmnopqrstuvwxyz`;

/** `arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID` */
export function newStackId(scope: Scope, name: string): string {
  return cloudFormationArn(scope, `stack/${name}/${scope.partition.chance.uuid()}`);
}

/** `arn:aws:cloudformation:REGION:ACCOUNT:changeSet/NAME/UUID` */
export function newChangeSetId(scope: Scope, name: string): string {
  return cloudFormationArn(scope, `changeSet/${name}/${scope.partition.chance.uuid()}`);
}

function cloudFormationArn({ region, account }: Scope, resource: string): string {
  return `arn:${partitionOf(region).partition}:cloudformation:${region}:${account}:${resource}`;
}

/**
 * The name that CloudFormation makes up for a resource that has none: `STACK-LOGICAL-SUFFIX`,
 * cut in the middle where it would be too long. Streams have mixed case, older types upper case.
 */
export function generatedName(
  { stackName, logicalId, chance }: { stackName: string; logicalId: string; chance: Chance },
  { longest = 128, mixedCase = false }: { longest?: number; mixedCase?: boolean } = {},
): string {
  const suffix = chance.text(mixedCase ? MIXED : UPPER, 12);
  const room = longest - suffix.length - 2;
  const logical = logicalId.slice(0, Math.max(1, Math.floor(room / 2)));
  return `${stackName.slice(0, room - logical.length)}-${logical}-${suffix}`;
}
