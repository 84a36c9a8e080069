import type { Scope } from '../action.ts';
import type { Place, ResourceRequest } from './resource-types/resource-type.ts';
import { partitionOf } from './template/pseudo-parameters.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz';

export function newStackId(scope: Scope, name: string): string {
  return arn(scope, 'cloudformation', `stack/${name}/${scope.partition.chance.uuid()}`);
}

export function newChangeSetId(scope: Scope, name: string): string {
  return arn(scope, 'cloudformation', `changeSet/${name}/${scope.partition.chance.uuid()}`);
}

export function arn({ region, account }: Place, service: string, resource: string): string {
  return `arn:${partitionOf(region).partition}:${service}:${region}:${account}:${resource}`;
}

/**
 * The name that CloudFormation makes up for a resource that has none: `STACK-LOGICAL-SUFFIX`, cut
 * in the middle where it would be too long.
 */
export function generatedName(
  { stackName, logicalId, chance }: ResourceRequest,
  longest: number,
): string {
  const suffix = chance.text(ALPHABET, 12);
  const room = longest - suffix.length - 2;
  const logical = logicalId.slice(0, Math.max(1, Math.floor(room / 2)));
  return `${stackName.slice(0, room - logical.length)}-${logical}-${suffix}`;
}
