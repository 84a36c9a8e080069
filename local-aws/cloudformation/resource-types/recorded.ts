import { arn, generatedName } from '../names.ts';
import { type ResourceRequest, type ResourceType, STABLE_AFTER_SECONDS } from './resource-type.ts';

/** No AWS resource has a longer name. */
const LONGEST_NAME = 255;

/** A type that has no engine here: its resources are on paper only, and their events say so. */
export function recorded(type: string): ResourceType {
  return {
    serviceName: type,
    createOnly: [],
    notImplemented: [],
    takesStackTags: false,
    remark: () => `recorded only: local AWS has no engine for ${type}`,

    *create(request, initiated) {
      initiated(physicalId(type, request));
      yield STABLE_AFTER_SECONDS;
    },

    *update() {
      yield STABLE_AFTER_SECONDS;
    },

    *delete() {
      yield STABLE_AFTER_SECONDS;
    },

    /** An ARN where one is asked for, else the id and the name. */
    attribute({ account, region }, id, name) {
      if (!name.endsWith('Arn')) return name === 'Name' ? id : `${id}.${name}`;
      const [, service = '', kind = ''] = type.split('::');
      const place = { account, region: service === 'IAM' ? '' : region };
      return arn(place, service.toLowerCase(), `${kind.toLowerCase()}/${id}`);
    },
  };
}

/** A physical id of a plausible form: the name that the template gives it, or one made up. */
function physicalId(type: string, request: ResourceRequest): string {
  if (type === 'AWS::Cloud9::EnvironmentEC2') return request.chance.bytes(16).toString('hex');
  const { properties } = request;
  const name = properties[`${type.split('::').at(-1)}Name`] ?? properties.Name;
  const isName = typeof name === 'string' && name !== '' && name.length <= LONGEST_NAME;
  return isName ? name : generatedName(request, 64);
}
