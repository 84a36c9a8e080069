import type { Caller } from './caller.ts';
import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import type { AwsError } from './errors.ts';
import type { Keeper } from './keeper.ts';
import { once } from './once.ts';
import type { Constraint, Violation } from './rules.ts';
import type { MetricStorage, StorageBudget } from './storage-budget.ts';

export type { Constraint, Violation } from './rules.ts';

/** The cloud around an action: its clock, and the other services by account and region. */
export interface Cloud {
  readonly clock: Clock;
  /** What actions take for ids and secrets that they make up: never the process's own randomness. */
  readonly chance: Chance;
  /** The memory for all records. */
  readonly storage: StorageBudget;
  /** The memory for all metrics. */
  readonly metricStorage: MetricStorage;
  /** Where data are kept beyond the process; undefined when nothing is. */
  readonly keeper: Keeper | undefined;
  /** The state of a service in an account's region; created when first asked for. */
  state<State>(kind: StateKind<State>, account: string, region: string): State;
  /** The states of a service in all regions of an account that have one. */
  statesIn<State>(kind: Pick<StateKind<State>, 'name'>, account: string): State[];
  /**
   * Runs an action for another service, as CloudFormation does for a stack's resources.
   * The input's rules are looked at as for any client, its types are trusted.
   *
   * @throws {AwsError} the service's validation error, or the action's own errors
   */
  invoke<State>(service: Service<State>, operation: string, input: object, caller: Caller): object;
}

/** Where a state lives: AWS keeps resources by account and region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
  readonly partition: Cloud;
}

/** One request's surroundings, as an action sees them. */
export interface Call<State> extends Scope, Caller {
  readonly state: State;
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

export interface Action<State> {
  /** Constraints by the member's path: `StreamName`, `Records`, `Records.member.PartitionKey`. */
  readonly rules?: Readonly<Record<string, Constraint>>;
  /** Input members that are not implemented: a request that has one is refused by name. */
  readonly unsupported?: readonly string[];
  /** Awaited before the action runs: loads what it needs and a start of the server need not wait for. */
  readonly load?: () => Promise<void>;
  /**
   * `data` when all that a call changes is kept as it is, so that a restart does not run it again:
   * records and metrics. Not said of an action, its calls are run again, unless it is named as a read.
   */
  readonly changes?: 'data';
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
  load?: () => Promise<void>;
  changes?: 'data';
  // biome-ignore lint/suspicious/noConfusingVoidType: an action without an output returns nothing
  run(input: Conformed<Input>, call: Call<State>): Omit<Output, '$metadata'> | void;
}): Action<State> {
  return action as Action<State>;
}

/** An operation as the SDK types it, such as `GetDashboardCommand`. */
interface Command {
  readonly input: object;
  resolveMiddleware(...args: never): (...args: never) => Promise<{ readonly output: object }>;
}

/** What an operation's action is given. */
export type InputOf<Of extends Command> = Conformed<Of['input']>;

type OutputOf<Of extends Command> = Awaited<
  ReturnType<ReturnType<Of['resolveMiddleware']>>
>['output'];

/** `defineAction` for one service, typed by its operations: `define<GetDashboardCommand>({ … })`. */
export function defineActionsOf<State>() {
  return <Of extends Command>(
    action: Parameters<typeof defineAction<State, Of['input'], OutputOf<Of>>>[0],
  ) => defineAction<State, Of['input'], OutputOf<Of>>(action);
}

/** Something that may hold nothing of what calls have made; records and metrics do not count. */
export interface Emptiable {
  readonly isEmpty: boolean;
}

/** What a service keeps, apart from what it does: other services may write into it. */
export interface StateKind<State> {
  /** The service's name. */
  readonly name: string;
  createState(scope: Scope): State & Emptiable;
}

/** How requests say which service they are for. */
export interface Api {
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
}

export interface Service<State> extends Api, StateKind<State> {
  /** The SDK client's exports: every operation's and error's schema. Loaded at the first request. */
  readonly schemas: () => Promise<object>;
  readonly actions: Readonly<Record<string, Action<State>>>;
  /** The service's error for inputs that break rules; all of them at once. */
  invalid(violations: readonly Violation[]): AwsError;
  /** The service's error for what AWS has and this local one has not, such as a member of an input. */
  notImplemented(what: string): AwsError;
}

export function defineService<State>(service: Service<State>): Service<State> {
  // Node keeps a module, and yet an `import()` of it goes through the loader each time: a third of
  // a PutRecords call.
  return { ...service, schemas: once(service.schemas) };
}
