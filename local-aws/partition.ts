import type { Call, Cloud, Service } from './action.ts';
import { Chance } from './chance.ts';
import { Clock } from './clock.ts';
import { AwsError } from './errors.ts';
import { violations } from './rules.ts';

/** Dashboards are global: their state lives here rather than in a region. */
export const GLOBAL_REGION = 'aws-global';

/** Everything that a local AWS holds: each service's state by account and region, and one clock. */
export class Partition implements Cloud {
  readonly clock: Clock;
  readonly chance = new Chance();
  readonly #states = new Map<string, unknown>();

  constructor(clock: Clock = new Clock()) {
    this.clock = clock;
  }

  state<State>(service: Service<State>, account: string, region: string): State {
    const key = `${service.name}/${account}/${region}`;
    if (!this.#states.has(key)) {
      this.#states.set(key, service.createState({ account, region, partition: this }));
    }
    return this.#states.get(key) as State;
  }

  invoke<State>(
    service: Service<State>,
    operation: string,
    input: object,
    caller: Pick<Call<unknown>, 'account' | 'region' | 'requestId' | 'accessKeyId'>,
  ): object {
    const action = service.actions[operation];
    if (action === undefined) {
      throw new AwsError('InvalidAction', `${service.name} has no ${operation} here`);
    }
    const broken = violations(input, action.rules);
    if (broken.length > 0) throw service.invalid(broken);
    const { account, region, requestId, accessKeyId } = caller;
    const state = this.state(service, account, region);
    const call = { account, region, requestId, accessKeyId, partition: this, state };
    return action.run(input, call) ?? {};
  }

  /** Empties everything; cloud time stays where it is, since it never goes back. */
  reset(): void {
    this.#states.clear();
    this.clock.forgetAppointments();
    this.chance.renew();
  }
}
