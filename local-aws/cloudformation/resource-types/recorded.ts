import { generatedName } from '../names.ts';
import { partitionOf } from '../template/pseudo-parameters.ts';
import type { ResourceRequest } from './resource-type.ts';

/** How long a resource that only exists on paper takes. */
export const RECORDED_SECONDS = 1;

/** No AWS resource has a longer name. */
const LONGEST_NAME = 255;

/** The reason in the event of a resource whose type has no engine here. */
export function recordedOnly(type: string): string {
  return `recorded only: local AWS has no engine for ${type}`;
}

/** A physical id of a plausible form: the name that the template gives it, or one made up. */
export function recordedPhysicalId(type: string, request: ResourceRequest): string {
  const kind = type.split('::').at(-1) ?? '';
  for (const property of [`${kind}Name`, 'Name']) {
    const name = request.properties[property];
    const isName = typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME;
    if (isName && type !== 'AWS::Cloud9::EnvironmentEC2') return name;
  }
  if (type === 'AWS::Cloud9::EnvironmentEC2') return request.chance.bytes(16).toString('hex');
  return generatedName(request, { longest: 64 });
}

/** Fn::GetAtt of a recorded resource: an ARN where one is asked for, else the id and the name. */
export function recordedAttribute(
  type: string,
  request: ResourceRequest,
  physicalId: string,
  name: string,
): string {
  if (!name.endsWith('Arn')) return name === 'Name' ? physicalId : `${physicalId}.${name}`;
  const [, service = '', kind = ''] = type.split('::');
  const { account, region } = request;
  const at =
    service === 'IAM' ? `iam::${account}` : `${service.toLowerCase()}:${region}:${account}`;
  return `arn:${partitionOf(region).partition}:${at}:${kind.toLowerCase()}/${physicalId}`;
}
