import type { Scope, Service } from '../../action.ts';
import type { Chance } from '../../chance.ts';
import type { Work } from '../engine/work.ts';
import type { Schedules } from '../schedules.ts';
import type { Json, JsonObject } from '../template/json.ts';
import type { ObjectRule } from './property-rules.ts';

/** Whose a resource is, and where. */
export type Place = Pick<Scope, 'account' | 'region'>;

/** What a resource type is asked to make, change or take away. */
export interface ResourceRequest extends Place {
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** as the type's rules have checked and typed them */
  readonly properties: JsonObject;
  /** Its last change failed half-way: none of its properties is certain to be what it was set to. */
  readonly isUnsettled: boolean;
  /** the stack's own tags, which AWS passes on to the resources that have tags */
  readonly stackTags: Readonly<Record<string, string>>;
  /** For the names that CloudFormation makes up. */
  readonly chance: Chance;
  readonly schedules: Schedules;
  /** Cloud milliseconds. */
  now(): number;
  /** Calls another service as the stack's owner. Throws that service's errors. */
  invoke<State>(service: Service<State>, operation: string, input: object): object;
}

/** A type of resources. Its works end when the resource is stable, or throw. */
export interface ResourceType {
  /** As in the `Service:` of a failure's reason. */
  readonly serviceName: string;
  /** None: the properties are taken as they are. */
  readonly rules?: ObjectRule;
  /** Properties that a resource keeps for life: a change makes another resource. */
  readonly createOnly: readonly string[];
  /** Properties that AWS has and this has not: a resource with one fails, and says so. */
  readonly notImplemented: readonly string[];
  /** What `Fn::GetAtt` can ask for; none: any name will do. */
  readonly attributes?: readonly string[];
  readonly takesStackTags: boolean;
  /** What the last event of a resource says beside its status. */
  remark?(properties: JsonObject): string | undefined;
  /** @param initiated told the physical id as soon as the resource has begun to be */
  create(request: ResourceRequest, initiated: (physicalId: string) => void): Work;
  update(request: ResourceRequest, physicalId: string, previous: ResourceRequest): Work;
  /** A resource that is already gone has been deleted. */
  delete(request: ResourceRequest, physicalId: string): Work;
  attribute(place: Place, physicalId: string, name: string): Json;
}

/** How long a resource takes that its service makes, or takes away, at once. */
export const STABLE_AFTER_SECONDS = 1;

/** What CloudFormation, or this local AWS, refuses before any service is called. */
export class Unacceptable extends Error {
  static notImplemented(what: string): Unacceptable {
    return new Unacceptable(`local AWS does not implement ${what}`);
  }
}

/** A failure of a resource's own handler, by the code that AWS's handlers have for it. */
export class HandlerFailure extends Error {
  constructor(
    readonly code: 'AlreadyExists' | 'NotStabilized',
    message: string,
  ) {
    super(message);
  }

  /** A name that is taken: a handler never adopts what it did not create. */
  static alreadyExists(type: string, identifier: string): HandlerFailure {
    const message = `Resource of type '${type}' with identifier '${identifier}' already exists.`;
    return new HandlerFailure('AlreadyExists', message);
  }
}
