import type { Service } from '../../action.ts';
import type { Chance } from '../../chance.ts';
import type { Work } from '../engine/work.ts';
import type { Json, JsonObject } from '../template/json.ts';
import type { PropertyRule } from './property-rules.ts';

/** What a resource type is asked to make, change or take away. */
export interface ResourceRequest {
  readonly stackName: string;
  readonly logicalId: string;
  readonly account: string;
  readonly region: string;
  /** as the type's rules have checked and typed them */
  readonly properties: JsonObject;
  /** Its last change failed half-way: none of its properties is certain to be what it was set to. */
  readonly isUnsettled: boolean;
  /** the stack's own tags, which AWS passes on to the resources that have tags */
  readonly stackTags: Readonly<Record<string, string>>;
  /** `aws:cloudformation:stack-name` and its kin */
  readonly systemTags: Readonly<Record<string, string>>;
  /** For the names that CloudFormation makes up. */
  readonly chance: Chance;
  /** Cloud milliseconds. */
  now(): number;
  /** Calls another service as the stack's owner. Throws that service's errors. */
  invoke<State>(service: Service<State>, operation: string, input: object): object;
}

/** A resource type that has an engine here. Its works end when the resource is stable, or throw. */
export interface ResourceType {
  readonly type: string;
  /** As in the `Service:` of a failure's reason. */
  readonly serviceName: string;
  readonly rules: PropertyRule & { readonly kind: 'object' };
  /** Properties that a resource keeps for life: a change makes another resource. */
  readonly createOnly: readonly string[];
  /** Properties that AWS has and this has not: a resource with one fails, and says so. */
  readonly notImplemented: readonly string[];
  /** What `Fn::GetAtt` can ask for. */
  readonly attributes: readonly string[];
  readonly takesStackTags: boolean;
  /** @param initiated told the physical id as soon as the resource has begun to be */
  create(request: ResourceRequest, initiated: (physicalId: string) => void): Work;
  update(request: ResourceRequest, physicalId: string, previous: ResourceRequest): Work;
  /** A resource that is already gone has been deleted. */
  delete(request: ResourceRequest, physicalId: string): Work;
  attribute(request: ResourceRequest, physicalId: string, name: string): Json;
}

/** What a resource would need, and this local AWS has not. */
export class NotImplementedHere extends Error {
  constructor(what: string) {
    super(`local AWS does not implement ${what}`);
  }
}

/** A name that is taken: a resource handler never adopts what it did not create. */
export class AlreadyExists extends Error {
  constructor(type: string, identifier: string) {
    super(`Resource of type '${type}' with identifier '${identifier}' already exists.`);
  }
}

/** A resource that did not become stable in time. AWS's handlers give up too. */
export class NotStabilized extends Error {}
