import { CloudClock } from '../aws/cloud-clock.ts';
import type { Via } from '../aws/signalled-handler.ts';
import type { Config, TargetEvent, Workshop } from '../contract.ts';
import {
  findRunningLocalAws,
  localAwsFile,
  removeLocalAwsFile,
  writeLocalAwsFile,
} from '../local-aws-file.ts';
import { optionsText } from '../options-text.ts';
import type { Options } from './options.ts';
import { WORK_FOLDER } from './root.ts';

/** A local AWS in this process. `scripts/` hands its start in: nothing in `src/` knows the server. */
export type StartLocalAws = () => Promise<{ readonly url: string; stop(): Promise<void> }>;

export interface OpenWorkshop {
  readonly workshop: Workshop;
  readonly target: TargetEvent;
  /** True when the local AWS was started for this command, and is empty and ends with it. */
  readonly startedLocalAws: boolean;
  /** The same AWS, by connections that another signal ends. */
  reconnect(signal: AbortSignal): Promise<Workshop>;
  /** Ends the connections, and the local AWS that was started. */
  close(): Promise<void>;
}

export interface OpenWorkshopOptions {
  readonly config: Config;
  readonly signal: AbortSignal;
  readonly startLocalAws: StartLocalAws;
  /** Goes between the clients and AWS. */
  readonly via?: Via | undefined;
  /** False: a local AWS of the command's own, even where one runs for this folder. */
  readonly attach?: boolean;
  /** Where the address of a running local AWS is kept. */
  readonly localAwsFile?: string;
}

/** Where the AWS is that `--target` names, before anything was asked of it. */
export interface ReachedTarget {
  /** Real AWS has one for each service, and none here. */
  readonly endpoint: string | undefined;
  /** True when the local AWS was started for this command, and is empty and ends with it. */
  readonly startedLocalAws: boolean;
  /** Ends the local AWS that was started. */
  close(): Promise<void>;
}

/**
 * Finds the AWS that `--target` names. For `local` that is the one that runs for the folder that is
 * worked in, else one that is started for the command's lifetime.
 */
export async function reachTarget(
  target: Options['target'],
  {
    signal,
    startLocalAws,
    attach = true,
    localAwsFile: file = localAwsFile(WORK_FOLDER),
  }: Omit<OpenWorkshopOptions, 'config'>,
): Promise<ReachedTarget> {
  const isLocal = target.kind === 'local';
  const running = isLocal && attach ? await findRunningLocalAws(file, signal) : undefined;
  const started = isLocal && running === undefined ? await startLocalAws() : undefined;
  if (started !== undefined && attach) {
    await writeLocalAwsFile(file, { url: started.url, pid: process.pid });
  }
  return {
    endpoint: target.kind === 'endpoint' ? target.url : (running?.url ?? started?.url),
    startedLocalAws: started !== undefined,
    close: async () => {
      await removeLocalAwsFile(file, process.pid);
      await started?.stop();
    },
  };
}

/**
 * Connects to the AWS that `--target` names.
 *
 * @throws {WorkshopError} `no-connection` when an endpoint does not answer
 */
export async function openWorkshop(
  options: Pick<Options, 'target' | 'profile' | 'realTime' | 'participant' | 'region' | 'lesson'>,
  { config, via, ...reaching }: OpenWorkshopOptions,
): Promise<OpenWorkshop> {
  const { kind } = options.target;
  const reached = await reachTarget(options.target, reaching);
  const { endpoint, startedLocalAws } = reached;
  try {
    const { connect } = await import('../aws/cloud.ts');
    const clock = new CloudClock();
    const connected: { close(): void }[] = [];
    const reconnect = async (signal: AbortSignal): Promise<Workshop> => {
      const cloud = await connect({
        target: kind,
        region: config.region,
        realTime: options.realTime,
        signal,
        clock,
        npmOptions: typedOptions(options),
        ...(via === undefined ? {} : { via }),
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(options.profile === undefined ? {} : { profile: options.profile }),
      });
      connected.push(cloud);
      // a local AWS moves its clock for others once this one has hung up
      signal.addEventListener('abort', () => cloud.close());
      return { config, cloud };
    };
    const workshop = await reconnect(reaching.signal);
    return {
      workshop,
      target: {
        event: 'target',
        target: kind,
        endpoint: endpoint ?? '',
        region: config.region,
        timeLapse: workshop.cloud.timeLapse,
      },
      startedLocalAws,
      reconnect,
      close: async () => {
        for (const cloud of connected) cloud.close();
        await reached.close();
      },
    };
  } catch (error) {
    await reached.close();
    throw error;
  }
}

/** What leads to the same AWS and the same names, as it would be typed. */
export function typedOptions({
  target,
  participant,
  region,
  profile,
  lesson,
}: Pick<Options, 'target' | 'participant' | 'region' | 'profile' | 'lesson'>): string {
  const typed = { local: undefined, aws: 'aws', endpoint: '' }[target.kind];
  return optionsText({
    target: target.kind === 'endpoint' ? target.url : typed,
    participant,
    region,
    profile,
    lesson,
  });
}
