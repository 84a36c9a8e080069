import type { Clock } from '../clock.ts';
import { AwsError } from '../errors.ts';

/** The one-time schedules of an account's region, each of which deletes a stack. */
export class Schedules {
  /** by name */
  readonly #byName = new Map<string, object>();

  constructor(
    private readonly clock: Clock,
    private readonly deleteStack: (nameOrId: string) => void,
  ) {}

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** Makes a schedule, or another one of it; the stack need not be there. */
  set(name: string, atMs: number, stackNameOrId: string): void {
    const schedule = {};
    this.#byName.set(name, schedule);
    this.clock.after((atMs - this.clock.now()) / 1000, () => {
      if (this.#byName.get(name) === schedule) this.#run(stackNameOrId);
    });
  }

  delete(name: string): void {
    this.#byName.delete(name);
  }

  /** Nobody is there to be told of a refusal, such as that of a stack which is being updated. */
  #run(stackNameOrId: string): void {
    try {
      this.deleteStack(stackNameOrId);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
    }
  }
}
