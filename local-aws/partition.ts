import type { Action, Cloud, Service, StateKind } from './action.ts';
import type { Caller } from './caller.ts';
import { Chance } from './chance.ts';
import { Clock } from './clock.ts';
import { AwsError } from './errors.ts';
import type { Keeper } from './keeper.ts';
import { violations } from './rules.ts';
import { type MetricStorage, metricStorage, StorageBudget } from './storage-budget.ts';

/** Dashboards are global: their state lives here rather than in a region. */
export const GLOBAL_REGION = 'aws-global';

/** AWS names the operations that change nothing so. */
const READ = /^(?:Describe|Get|List|Validate)/;

/** The memory for what a cloud holds, where it is not the default. */
export interface PartitionStorage {
  readonly storage?: StorageBudget | undefined;
  readonly metricStorage?: MetricStorage | undefined;
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
  readonly #states = new Map<string, unknown>();

  constructor(clock: Clock = new Clock(), parts: PartitionParts = {}) {
    this.clock = clock;
    this.chance = parts.chance ?? new Chance();
    this.storage = parts.storage ?? new StorageBudget();
    this.metricStorage = parts.metricStorage ?? metricStorage();
    this.keeper = parts.keeper;
  }

  state<State>(kind: StateKind<State>, account: string, region: string): State {
    const key = `${kind.name}/${account}/${region}`;
    if (!this.#states.has(key)) {
      this.#states.set(key, kind.createState({ account, region, partition: this }));
    }
    return this.#states.get(key) as State;
  }

  /**
   * Runs a client's call as one step of the cloud's history: at one moment, after all that was due
   * by then. Its input's types and rules have been looked at.
   *
   * @param atMs when that was, of a call that is run again
   * @throws {AwsError} the action's own errors
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
    return this.clock.hold(() => {
      const run = () => this.#run(service, action, input, caller);
      const { keeper } = this;
      if (keeper === undefined || READ.test(operation) || action.changes === 'data') return run();
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
    { account, region, requestId, accessKeyId }: Caller,
  ): object {
    const state = this.state(service, account, region);
    const call = { account, region, requestId, accessKeyId, partition: this, state };
    return action.run(input, call) ?? {};
  }

  /** Empties everything; cloud time stays where it is, since it never goes back. */
  reset(): void {
    this.#states.clear();
    this.clock.forgetAppointments();
    this.chance.renew();
    this.storage.clear();
    this.metricStorage.services.clear();
    this.metricStorage.clients.clear();
    this.keeper?.emptied();
  }
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
