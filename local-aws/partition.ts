import type { Action, Cloud, Emptiable, Service, StateKind } from './action.ts';
import type { Caller } from './caller.ts';
import { Chance } from './chance.ts';
import { Clock } from './clock.ts';
import { AwsError } from './errors.ts';
import type { Keeper } from './keeper.ts';
import type { LiveHeap } from './live-heap.ts';
import { violations } from './rules.ts';
import { type MetricStorage, metricStorage, StorageBudget } from './storage-budget.ts';

/** Dashboards are global: their state lives here rather than in a region. */
export const GLOBAL_REGION = 'aws-global';

/** AWS names the operations that change nothing so. */
const READ = /^(?:Describe|Get|List|Validate)/;
/** And so those that give room back. */
const GIVES_BACK = /^(?:Delete|Remove|Untag)/;

/** Accounts in regions. */
const MOST_PLACES = 1000;

/** The memory for what a cloud holds, where it is not the default. */
export interface PartitionStorage {
  readonly storage?: StorageBudget | undefined;
  readonly metricStorage?: MetricStorage | undefined;
  /** without it, what is neither record nor metric has no bound as a whole */
  readonly heap?: LiveHeap | undefined;
}

/** What a cloud is made of, where it is not made of the defaults. */
export interface PartitionParts extends PartitionStorage {
  readonly chance?: Chance | undefined;
  readonly keeper?: Keeper | undefined;
}

/** Everything that a local AWS holds: each service's state by account and region, and one clock. */
export class Partition implements Cloud {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly storage: StorageBudget;
  readonly metricStorage: MetricStorage;
  readonly keeper: Keeper | undefined;
  readonly heap: LiveHeap | undefined;
  /** by account and region, then by service */
  readonly #places = new Map<string, Map<string, Emptiable>>();

  constructor(clock: Clock = new Clock(), parts: PartitionParts = {}) {
    this.clock = clock;
    this.chance = parts.chance ?? new Chance();
    this.storage = parts.storage ?? new StorageBudget();
    this.metricStorage = parts.metricStorage ?? metricStorage();
    this.keeper = parts.keeper;
    this.heap = parts.heap;
  }

  state<State>(kind: StateKind<State>, account: string, region: string): State {
    const name = placeName(account, region);
    let states = this.#places.get(name);
    if (states === undefined) {
      states = new Map();
      this.#places.set(name, states);
    }
    if (!states.has(kind.name)) {
      states.set(kind.name, kind.createState({ account, region, partition: this }));
    }
    return states.get(kind.name) as State & Emptiable;
  }

  statesIn<State>(kind: Pick<StateKind<State>, 'name'>, account: string): State[] {
    return [...this.#places].flatMap(([name, states]) => {
      const state = name.startsWith(`${account}/`) ? states.get(kind.name) : undefined;
      return state === undefined ? [] : [state as State & Emptiable];
    });
  }

  /**
   * Runs a client's call as one step of the cloud's history: at one moment, after all that was due
   * by then. Its input's types and rules have been looked at.
   *
   * @param atMs when that was, of a call that is run again
   * @throws {AwsError} the action's own errors; LimitExceededException when there is no room, which
   *   is no step of the history
   */
  perform<State>(
    service: Service<State>,
    operation: string,
    input: object,
    caller: Caller,
    atMs?: number,
  ): object {
    const action = service.actions[operation];
    if (action === undefined) throw new Error(`${operation} is not served`);
    const changes = !READ.test(operation) && action.changes !== 'data';
    if (atMs === undefined) this.#requireRoom(operation, changes, caller);
    return this.clock.hold(() => {
      const run = () => this.#run(service, action, input, caller);
      const { keeper } = this;
      if (keeper === undefined || !changes) return run();
      const call = { service: service.name, operation, input, caller, atMs: this.clock.now() };
      return told(run, (errorCode) => keeper.called({ ...call, errorCode }));
    }, atMs);
  }

  invoke<State>(service: Service<State>, operation: string, input: object, caller: Caller): object {
    const action = service.actions[operation];
    if (action === undefined) {
      throw new AwsError('InvalidAction', `${service.name} has no ${operation} here`);
    }
    const broken = violations(input, action.rules);
    if (broken.length > 0) throw service.invalid(broken);
    return this.#run(service, action, input, caller);
  }

  #run<State>(
    service: Service<State>,
    action: Action<State>,
    input: object,
    { account, region, requestId, accessKeyId, session }: Caller,
  ): object {
    const state = this.state(service, account, region);
    const call = { account, region, requestId, accessKeyId, session, partition: this, state };
    return action.run(input, call) ?? {};
  }

  #requireRoom(operation: string, changes: boolean, { account, region }: Caller): void {
    if (!this.#places.has(placeName(account, region)) && this.#places.size >= MOST_PLACES) {
      throw noRoom(`for more than ${MOST_PLACES} accounts and regions. POST /_local/reset`);
    }
    const { heap } = this;
    if (heap === undefined || !changes) return;
    if (GIVES_BACK.test(operation)) heap.supposeRoom();
    else if (heap.isFull) {
      const limit = `${Math.floor(heap.limitBytes / 1024 ** 2)} MiB`;
      throw noRoom(`for more: it holds ${limit}. Delete something, or POST /_local/reset`);
    }
  }

  /** Whether nothing is left of what calls have made, or is under way; data do not count. */
  get isEmpty(): boolean {
    return [...this.#places.values()].every((states) =>
      [...states.values()].every((state) => state.isEmpty),
    );
  }

  /** Empties everything; cloud time stays where it is, since it never goes back. */
  reset(): void {
    this.#places.clear();
    this.clock.forgetAppointments();
    this.chance.renew();
    this.storage.clear();
    this.metricStorage.services.clear();
    this.metricStorage.clients.clear();
    this.heap?.supposeRoom();
    this.keeper?.emptied();
  }
}

function placeName(account: string, region: string): string {
  return `${account}/${region}`;
}

function noRoom(what: string): AwsError {
  return new AwsError('LimitExceededException', `The local AWS has no room ${what}`);
}

/** Runs a call and tells how it ended, before anybody else learns of it. */
function told(run: () => object, ended: (errorCode: string | undefined) => void): object {
  try {
    const output = run();
    ended(undefined);
    return output;
  } catch (error) {
    ended(error instanceof AwsError ? error.code : 'InternalFailure');
    throw error;
  }
}
