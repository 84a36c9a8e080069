import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conformed } from '../../../local-aws/action.ts';
import { Clock } from '../../../local-aws/clock.ts';
import type { PartitionStorage } from '../../../local-aws/partition.ts';
import { loadServices, services } from '../../../local-aws/services.ts';
import { type KeptCloud, openState } from '../../../local-aws/state/open-state.ts';

/** 2027-01-15T08:00:00Z. */
export const START_MS = 1_800_000_000_000;
const CALLER = { account: '123456789012', region: 'us-east-1', accessKeyId: 'test' };

/** A folder for one test, that is gone after it. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'local-aws-state-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One life of the cloud in a folder, on a clock that stands still until it is told to pass time. */
export class Life {
  #requests = 0;

  private constructor(readonly cloud: KeptCloud) {}

  /** @param options.realMs is behind cloud time where an earlier life has passed time */
  static async begin(
    folder: string,
    { realMs = START_MS, ...storage }: PartitionStorage & { realMs?: number } = {},
  ): Promise<Life> {
    return new Life(await openState(folder, services, new Clock(() => realMs), storage));
  }

  /** Calls as the wire does, and waits as it does for what the answer may know of to be kept. */
  async call<Output extends object>(operation: string, input: object = {}) {
    const service = (await loadServices()).find(({ actions }) => actions[operation] !== undefined);
    if (service === undefined) throw new Error(`there is no ${operation}`);
    const caller = { ...CALLER, requestId: `request-${this.#requests++}` };
    try {
      const { partition } = this.cloud;
      return partition.perform(service, operation, input, caller) as Conformed<Output>;
    } finally {
      await this.cloud.folder.settled();
    }
  }

  async pass(seconds: number): Promise<void> {
    this.cloud.partition.clock.advance(seconds);
    await this.cloud.folder.settled();
  }

  end(): Promise<void> {
    return this.cloud.folder.close();
  }
}
