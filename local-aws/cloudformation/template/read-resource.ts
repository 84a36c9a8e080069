import { notImplemented, validationError } from '../errors.ts';
import { emptyObject, isObject, type Json, type JsonObject } from './json.ts';
import type { DeletionPolicy, ResourceDeclaration } from './template.ts';

const MEMBERS = new Set([
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
]);
const NOT_IMPLEMENTED = ['CreationPolicy', 'UpdatePolicy'];
const DELETION_POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];
const UPDATE_REPLACE_POLICIES = ['Delete', 'Retain', 'Snapshot'];
const TYPE = /^(?:AWS(?:::[A-Za-z0-9]+){2,}|Custom::[A-Za-z0-9_@-]+)$/;

/** @throws {AwsError} ValidationError when the declaration is not one that CloudFormation takes */
export function readResource(logicalId: string, source: Json): ResourceDeclaration {
  if (logicalId.startsWith('Fn::')) throw notImplemented(logicalId);
  if (!/^[a-zA-Z0-9]+$/.test(logicalId)) {
    throw validationError(`Template format error: Resource name ${logicalId} is non alphanumeric.`);
  }
  if (!isObject(source)) {
    throw validationError('Template format error: Any Resources member must be an object.');
  }
  const unknown = Object.keys(source).find((member) => !MEMBERS.has(member));
  if (unknown !== undefined) {
    throw validationError(`Invalid template resource property '${unknown}'`);
  }
  for (const member of NOT_IMPLEMENTED) {
    if (source[member] !== undefined) throw notImplemented(`the resource attribute ${member}`);
  }
  return {
    logicalId,
    type: type(logicalId, source.Type),
    properties: properties(logicalId, source.Properties),
    dependsOn: dependsOn(source.DependsOn),
    condition: condition(source.Condition),
    deletionPolicy: policy(source, 'DeletionPolicy', DELETION_POLICIES),
    updateReplacePolicy: policy(source, 'UpdateReplacePolicy', UPDATE_REPLACE_POLICIES),
    metadata: source.Metadata,
  };
}

function type(logicalId: string, value: Json | undefined): string {
  if (typeof value !== 'string') {
    throw validationError(
      `Template format error: [/Resources/${logicalId}] Every Resources object must contain a Type member.`,
    );
  }
  if (!TYPE.test(value)) {
    throw validationError(`Template format error: Unrecognized resource types: [${value}]`);
  }
  return value;
}

function properties(logicalId: string, value: Json | undefined): JsonObject {
  if (value === undefined) return emptyObject();
  if (isObject(value)) return value;
  throw validationError(
    `Template format error: [/Resources/${logicalId}/Properties] Every Properties member must be an object.`,
  );
}

function dependsOn(value: Json | undefined): string[] {
  const names = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return names.map((name) => {
    if (typeof name === 'string') return name;
    throw validationError(
      'Template format error: Every DependsOn value must be a string or a list of strings.',
    );
  });
}

function condition(value: Json | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw validationError('Template format error: Every Condition member must be a string.');
}

function policy(source: JsonObject, member: string, known: readonly string[]): DeletionPolicy {
  const value = source[member];
  if (value === undefined) return 'Delete';
  if (typeof value === 'string' && known.includes(value)) {
    if (value === 'Snapshot') {
      throw validationError(
        `Template error: resource type ${source.Type} does not support ${member} Snapshot`,
      );
    }
    return value as DeletionPolicy;
  }
  throw validationError(
    `Template format error: Unrecognized ${member} ${JSON.stringify(value)}; use one of ${known.join(', ')}`,
  );
}
