import type {
  OnFailure,
  ResourceStatus,
  StackEvent,
  StackStatus,
  Tag,
} from '@aws-sdk/client-cloudformation';
import type { Call } from '../action.ts';
import type { JsonObject } from './template/json.ts';
import type { ParameterValues } from './template/parameter-values.ts';
import type { ResourceDeclaration, Template } from './template/template.ts';

/** What a client asks a stack to be: by CreateStack, by UpdateStack or by a change set. */
export interface Deployment {
  readonly template: Template;
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
}

export interface Output {
  readonly name: string;
  readonly value: string;
  readonly description: string | undefined;
  readonly exportName: string | undefined;
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

/** Whose stack it is, and the request behind the operation under way. */
export type Owner = Pick<
  Call<unknown>,
  'account' | 'region' | 'partition' | 'requestId' | 'accessKeyId'
>;

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
  disableRollback = false;
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
    this.creationMs = owner.partition.clock.now();
  }

  /** The first event of an operation that a client asks for. */
  begin(status: StackStatus): void {
    this.stackEvent(status, 'User Initiated');
  }

  get isDeleted(): boolean {
    return this.status === 'DELETE_COMPLETE';
  }

  get tags(): Readonly<Record<string, string>> {
    const tags = this.deployment?.tags ?? [];
    return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  }

  /** Sets the stack's status and records it; a status without a reason clears the last reason. */
  stackEvent(status: StackStatus, reason?: string): void {
    this.status = status;
    this.statusReason = reason;
    this.#record(this.owner.partition.chance.uuid(), {
      LogicalResourceId: this.name,
      PhysicalResourceId: this.id,
      ResourceType: 'AWS::CloudFormation::Stack',
      // every status that this engine gives a stack is one of a resource too, but the phases'
      ResourceStatus: status as ResourceStatus,
      ...(reason === undefined ? {} : { ResourceStatusReason: reason }),
    });
  }

  /** Sets a resource's status and records it. */
  resourceEvent(resource: StackResource, status: ResourceStatus, reason?: string): void {
    resource.status = status;
    resource.statusReason = reason;
    resource.changedMs = this.#nowMs();
    const at = new Date(resource.changedMs).toISOString();
    this.#record(`${resource.logicalId}-${status}-${at}`, {
      LogicalResourceId: resource.logicalId,
      PhysicalResourceId: resource.physicalId ?? '',
      ResourceType: resource.type,
      ResourceStatus: status,
      ...(reason === undefined ? {} : { ResourceStatusReason: reason }),
      ...(Object.keys(resource.properties).length === 0
        ? {}
        : { ResourceProperties: JSON.stringify(resource.properties) }),
    });
  }

  #record(
    EventId: string,
    event: Omit<StackEvent, 'EventId' | 'StackId' | 'StackName' | 'Timestamp'>,
  ) {
    this.events.push({
      StackId: this.id,
      StackName: this.name,
      EventId,
      Timestamp: new Date(this.#nowMs()),
      ...(this.token === undefined ? {} : { ClientRequestToken: this.token }),
      ...event,
    });
  }

  #nowMs(): number {
    return this.owner.partition.clock.now();
  }
}
