import type { AwsError } from './errors.ts';
import type { Partition } from './partition.ts';

/** Where a state lives: AWS keeps resources by account and region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
}

/** One request's surroundings, as an action sees them. */
export interface Call<State> extends Scope {
  readonly state: State;
  readonly requestId: string;
  /** `signature` of the request: its access key id, or '' when it is not signed. */
  readonly accessKeyId: string;
}

/**
 * A decoded input: the members that the service requires are there. The SDK types a required
 * member as `key: T | undefined` and an optional one as `key?: T`; this takes the `undefined` off.
 */
export type Conformed<T> = T extends Uint8Array | Date
  ? T
  : T extends ReadonlyArray<infer Item>
    ? Conformed<Item>[]
    : T extends object
      ? { [Key in keyof T]: Conformed<Exclude<T[Key], undefined>> }
      : T;

/** What the service demands of a member beyond its type. The API reference's own limits. */
export interface Constraint {
  /** of a string in characters, of a list in items, of a blob in bytes */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** of the whole string, as the API reference prints it, without anchors */
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
}

export interface Action<State> {
  /** Constraints by the member's path: `StreamName`, `Records`, `Records.member.PartitionKey`. */
  readonly rules?: Readonly<Record<string, Constraint>>;
  /** Input members that are not implemented: a request that has one is refused by name. */
  readonly unsupported?: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: the wire hands each action the input of its own schema
  run(input: any, call: Call<State>): object | undefined;
}

/**
 * Declares an API action: its rules as data and one synchronous function from input to output,
 * so that a request is one step in the cloud's history and nothing comes in between.
 */
export function defineAction<State, Input, Output>(action: {
  rules?: Record<string, Constraint>;
  unsupported?: ReadonlyArray<keyof Input & string>;
  // biome-ignore lint/suspicious/noConfusingVoidType: an action without an output returns nothing
  run(input: Conformed<Input>, call: Call<State>): Omit<Output, '$metadata'> | void;
}): Action<State> {
  return action as Action<State>;
}

/** A constraint that an input broke, ready for the service's sentence. */
export interface Violation {
  /** the member as AWS prints it: `records.3.member.partitionKey` */
  readonly path: string;
  readonly value: unknown;
  /** `Member must not be null`, `Member must have length less than or equal to 128`, … */
  readonly constraint: string;
}

export interface Service<State> {
  /** Its folder here, and the name in `/_local/health`. */
  readonly name: string;
  /** As in the credential scope of a signature. */
  readonly signingName: string;
  /** As in `X-Amz-Target`, without the action; services that have none leave it out. */
  readonly targetPrefix?: string;
  /** As in Smithy RPC v2's path, for the services that speak it. */
  readonly rpcName?: string;
  /** As in the `Version` of a Query request. */
  readonly apiVersion: string;
  /** The `xmlns` of a Query answer. */
  readonly xmlNamespace: string;
  /** The SDK client's exports: every operation's and error's schema. Loaded at the first request. */
  readonly schemas: () => Promise<object>;
  readonly actions: Readonly<Record<string, Action<State>>>;
  createState(scope: Scope): State;
  /** The service's error for inputs that break rules; all of them at once. */
  invalid(violations: readonly Violation[]): AwsError;
}

export function defineService<State>(service: Service<State>): Service<State> {
  return service;
}
