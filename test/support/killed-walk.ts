import { connect } from '../../src/aws/cloud.ts';
import type { CatalogueEntry, Config, WorkshopEvent } from '../../src/contract.ts';
import { type Walked, walkUnattended } from './unattended.ts';

/** When a runner is killed. */
export interface Kill {
  /** as it tells of something */
  readonly at?: (event: WorkshopEvent) => boolean;
  /** when a call that changes something has reached AWS: `CreateStack hot-shard-workshop` */
  readonly after?: (call: string) => boolean;
}

/**
 * Walks unattended with a connection of its own. A killed runner stands still from that moment on:
 * its calls reach AWS no more, and no answer reaches it.
 *
 * @returns undefined when it was killed
 */
export async function walkUntilKilled(
  url: string,
  config: Config,
  entries: readonly CatalogueEntry[],
  kill: Kill,
): Promise<Walked | undefined> {
  const cloud = await connect({
    target: 'local',
    region: config.region,
    endpoint: url,
    realTime: false,
    signal: new AbortController().signal,
  });
  const never = new Promise<never>(() => undefined);
  const death = new AbortController();
  const killed = new Promise<undefined>((resolve) => {
    death.signal.addEventListener('abort', () => resolve(undefined));
  });
  for (const client of [cloud.kinesis, cloud.cloudwatch, cloud.cloudformation]) {
    const stack = client.middlewareStack as unknown as (typeof cloud.kinesis)['middlewareStack'];
    stack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (death.signal.aborted) return never;
          const result = await next(args);
          const { StackName = '' } = args.input as { StackName?: string };
          const call = `${commandName.replace(/Command$/, '')} ${StackName}`.trim();
          if (!/^(Describe|List|Get)/.test(call) && kill.after?.(call) === true) death.abort();
          return death.signal.aborted ? never : result;
        },
      { step: 'initialize', name: 'die' },
    );
  }
  const sleep = async (seconds: number) => (death.signal.aborted ? never : cloud.sleep(seconds));
  const workshop = { config, cloud: { ...cloud, sleep } };
  try {
    const walking = walkUnattended(workshop, entries, (event) => {
      if (kill.at?.(event) === true) death.abort();
    });
    return await Promise.race([killed, walking]);
  } finally {
    cloud.close();
  }
}
