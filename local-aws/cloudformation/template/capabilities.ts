import { AwsError } from '../../errors.ts';
import type { Template } from './template.ts';

export type Capability = 'CAPABILITY_AUTO_EXPAND' | 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';

/** Resource types that need CAPABILITY_IAM. Source: CreateStack, Capabilities. */
const IAM_TYPES = new Set([
  'AWS::IAM::AccessKey',
  'AWS::IAM::Group',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::UserToGroupAddition',
]);

/** Those whose name property names themselves rather than a resource that is there. */
const NAMED_TYPES = new Set([...IAM_TYPES].filter((type) => !/AccessKey|Addition$/.test(type)));

/** Properties that give an IAM resource a custom name, which needs CAPABILITY_NAMED_IAM. */
const NAME_PROPERTIES = [
  'GroupName',
  'InstanceProfileName',
  'ManagedPolicyName',
  'RoleName',
  'UserName',
];

/** What a template's IAM resources need, and the types that need it. */
export function requiredCapability(
  template: Template,
): { capability: Capability; types: string[] } | undefined {
  const resources = [...template.resources.values()].filter(({ type }) => IAM_TYPES.has(type));
  if (resources.length === 0) return undefined;
  const named = resources.some(
    ({ type, properties }) =>
      NAMED_TYPES.has(type) && NAME_PROPERTIES.some((name) => properties[name] !== undefined),
  );
  return {
    capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    types: [...new Set(resources.map(({ type }) => type))],
  };
}

/** @throws {AwsError} InsufficientCapabilitiesException when the client did not acknowledge one */
export function checkCapabilities(template: Template, acknowledged: readonly string[]): void {
  const required = requiredCapability(template)?.capability;
  if (required === undefined || acknowledged.includes(required)) return;
  if (required === 'CAPABILITY_IAM' && acknowledged.includes('CAPABILITY_NAMED_IAM')) return;
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${required}]`);
}
