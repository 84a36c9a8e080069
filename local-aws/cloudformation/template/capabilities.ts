import type { Capability } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../errors.ts';
import type { Template } from './template.ts';

/**
 * Resource types that need CAPABILITY_IAM, and the property that gives one a name of its own, which
 * needs CAPABILITY_NAMED_IAM. Source: CreateStack, Capabilities.
 */
const NAME_PROPERTIES: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

/** The capability that a template needs and why, as ValidateTemplate and its kin show them. */
export function capabilityFacts({ resources }: Template): {
  Capabilities?: Capability[];
  CapabilitiesReason?: string;
} {
  const needy = [...resources.values()].filter(({ type }) => Object.hasOwn(NAME_PROPERTIES, type));
  if (needy.length === 0) return {};
  const isNamed = needy.some(
    ({ type, properties }) => properties[NAME_PROPERTIES[type] ?? ''] !== undefined,
  );
  const types = [...new Set(needy.map(({ type }) => type))];
  return {
    Capabilities: [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
    CapabilitiesReason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}

/** @throws {AwsError} InsufficientCapabilitiesException when the client did not acknowledge one */
export function checkCapabilities(template: Template, acknowledged: readonly Capability[]): void {
  const [required] = capabilityFacts(template).Capabilities ?? [];
  if (required === undefined || acknowledged.includes(required)) return;
  if (required === 'CAPABILITY_IAM' && acknowledged.includes('CAPABILITY_NAMED_IAM')) return;
  throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${required}]`);
}
