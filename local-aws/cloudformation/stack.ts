import type {
  Capability,
  OnFailure,
  Output,
  ResourceStatus,
  StackEvent,
  StackStatus,
  Tag,
} from '@aws-sdk/client-cloudformation';
import type { Scope } from '../action.ts';
import type { Caller } from '../caller.ts';
import type { Schedules } from './schedules.ts';
import type { JsonObject } from './template/json.ts';
import type { ParameterValues } from './template/parameter-values.ts';
import type { ResourceDeclaration, Template } from './template/template.ts';

/** What a client asks a stack to be: by CreateStack, by UpdateStack or by a change set. */
export interface Deployment {
  readonly template: Template;
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly Capability[];
}

/** A resource of a stack as it was last made or changed. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  declaration: ResourceDeclaration;
  physicalId: string | undefined;
  /** evaluated and typed */
  properties: JsonObject;
  stackTags: Readonly<Record<string, string>>;
  dependsOn: readonly string[];
  status: ResourceStatus;
  statusReason: string | undefined;
  /** cloud milliseconds of its last event */
  changedMs: number;
}

/** Of one stack; AWS keeps those of 90 days. */
const MOST_EVENTS = 5000;

/** Whose stack it is, and the request behind the operation under way. */
export type Owner = Scope & Caller & { readonly state: { readonly schedules: Schedules } };

/** A stack and its history. What happens to it is the engine's affair; this only keeps it. */
export class Stack {
  readonly creationMs: number;
  lastUpdatedMs: number | undefined;
  deletionMs: number | undefined;
  status: StackStatus = 'CREATE_IN_PROGRESS';
  statusReason: string | undefined;
  /** none while only a change set that would create it exists */
  deployment: Deployment | undefined;
  outputs: readonly Output[] = [];
  /** export names that this stack imports */
  imports: ReadonlySet<string> = new Set();
  readonly resources = new Map<string, StackResource>();
  /** oldest first */
  readonly events: StackEvent[] = [];
  onFailure: OnFailure = 'ROLLBACK';
  retainExceptOnCreate = false;
  terminationProtection = false;
  changeSetId: string | undefined;
  /** token of a client → the operation that it was used for */
  readonly tokens = new Map<string, string>();
  /** of the operation under way, for its events */
  token: string | undefined;
  /** Ends the operation under way where it is. */
  stopOperation: () => void = () => {};

  constructor(
    readonly id: string,
    readonly name: string,
    public owner: Owner,
  ) {
    this.creationMs = this.nowMs;
  }

  get isDeleted(): boolean {
    return this.status === 'DELETE_COMPLETE';
  }

  get tags(): Readonly<Record<string, string>> {
    return tagsOf(this.deployment);
  }

  /** The resources that a deletion would find. */
  get presentResources(): StackResource[] {
    return [...this.resources.values()].filter(isThere);
  }

  get nowMs(): number {
    return this.owner.partition.clock.now();
  }

  /** Sets the stack's status and records it; a status without a reason clears the last reason. */
  stackEvent(status: StackStatus, reason?: string): void {
    this.status = status;
    this.statusReason = reason;
    this.#record('', {
      LogicalResourceId: this.name,
      PhysicalResourceId: this.id,
      ResourceType: 'AWS::CloudFormation::Stack',
      // every status that this engine gives a stack is one of a resource too, but the phases'
      ResourceStatus: status as ResourceStatus,
      ResourceStatusReason: reason,
    });
  }

  /** Sets a resource's status and records it. */
  resourceEvent(resource: StackResource, status: ResourceStatus, reason?: string): void {
    resource.status = status;
    resource.statusReason = reason;
    resource.changedMs = this.nowMs;
    const { logicalId, physicalId = '', type, properties } = resource;
    this.#record(`${logicalId}-`, {
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      ResourceStatus: status,
      ResourceStatusReason: reason,
      ResourceProperties:
        Object.keys(properties).length === 0 ? undefined : this.#withoutSecrets(properties),
    });
  }

  #record(idPrefix: string, event: Partial<StackEvent>): void {
    this.events.push({
      StackId: this.id,
      StackName: this.name,
      EventId: `${idPrefix}${this.owner.partition.chance.uuid()}`,
      Timestamp: new Date(this.nowMs),
      ClientRequestToken: this.token,
      ...event,
    });
    if (this.events.length > MOST_EVENTS) this.events.shift();
  }

  /** What parameters without echo say is masked wherever it stands. Source: Parameters, NoEcho. */
  #withoutSecrets(properties: JsonObject): string {
    const { template, parameters } = this.deployment ?? {};
    const secrets = [...(parameters ?? [])]
      .filter(([name, value]) => value !== '' && template?.parameters.get(name)?.noEcho === true)
      .map(([, value]) => value);
    return JSON.stringify(properties, (_, value) =>
      typeof value === 'string'
        ? secrets.reduce((text, secret) => text.replaceAll(secret, '****'), value)
        : value,
    );
  }
}

/** Whether a resource is still there, for a deletion to take away. */
export function isThere({ status }: StackResource): boolean {
  return status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED';
}

export function tagsOf(deployment: Deployment | undefined): Readonly<Record<string, string>> {
  const tags = deployment?.tags ?? [];
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
