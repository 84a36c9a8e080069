import { formatError, notImplemented, templateError } from '../errors.ts';
import { emptyObject, isObject, type Json, type JsonObject } from './json.ts';
import { declaredMembers, textMember } from './members.ts';

const NOT_IMPLEMENTED = ['CreationPolicy', 'UpdatePolicy'];
const MEMBERS = [
  ...NOT_IMPLEMENTED,
  'Condition',
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdateReplacePolicy',
];
const UPDATE_REPLACE_POLICIES = ['Delete', 'Retain', 'Snapshot'] as const;
const DELETION_POLICIES = [...UPDATE_REPLACE_POLICIES, 'RetainExceptOnCreate'] as const;

type DeletionPolicy = Exclude<(typeof DELETION_POLICIES)[number], 'Snapshot'>;

/** @throws {AwsError} ValidationError when the declaration is not one that CloudFormation takes */
export function readResource(logicalId: string, declaration: Json) {
  if (logicalId.startsWith('Fn::')) throw notImplemented(logicalId);
  const source = declaredMembers('Resource', logicalId, declaration, MEMBERS);
  const refused = NOT_IMPLEMENTED.find((member) => source[member] !== undefined);
  if (refused !== undefined) throw notImplemented(`the resource attribute ${refused}`);
  if (typeof source.Type !== 'string') {
    throw formatError(
      `[/Resources/${logicalId}] Every Resources object must contain a Type member.`,
    );
  }
  return {
    logicalId,
    type: source.Type,
    properties: properties(logicalId, source.Properties),
    dependsOn: dependsOn(source.DependsOn),
    condition: textMember(source, 'Condition'),
    deletionPolicy: policy(logicalId, source, 'DeletionPolicy', DELETION_POLICIES),
    updateReplacePolicy: policy(logicalId, source, 'UpdateReplacePolicy', UPDATE_REPLACE_POLICIES),
    metadata: source.Metadata,
  };
}

function properties(logicalId: string, value: Json | undefined): JsonObject {
  if (value === undefined) return emptyObject();
  if (isObject(value)) return value;
  throw formatError(
    `[/Resources/${logicalId}/Properties] Every Properties member must be an object.`,
  );
}

function dependsOn(value: Json = []): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) throw formatError('DependsOn must be a string or list of strings.');
  return value.map((name) => {
    if (typeof name === 'string') return name;
    throw formatError('Every DependsOn value must be a string.');
  });
}

function policy(
  logicalId: string,
  source: JsonObject,
  member: 'DeletionPolicy' | 'UpdateReplacePolicy',
  policies: readonly (typeof DELETION_POLICIES)[number][],
): DeletionPolicy {
  const value = textMember(source, member) ?? 'Delete';
  const known = policies.find((candidate) => candidate === value);
  if (known === undefined) {
    throw formatError(`Unrecognized ${member} ${value} for resource ${logicalId}`);
  }
  if (known !== 'Snapshot') return known;
  const words = member === 'DeletionPolicy' ? 'deletion policy' : 'update replace policy';
  throw templateError(`resource type ${source.Type} does not support ${words} Snapshot`);
}
