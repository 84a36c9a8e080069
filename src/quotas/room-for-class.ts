import { paginateListStreams } from '@aws-sdk/client-kinesis';
import { whole } from '../aws/whole.ts';
import type { Cloud, Config, Member } from '../contract.ts';
import { type Bounded, fit, needsOfClass } from './fit.ts';
import { lookUpQuotas } from './look-up.ts';

export interface Room {
  /** Walks that have no stream yet. */
  readonly toBegin: number;
  readonly fits: boolean;
  /** Who shares the place, what they need there, and what is free. */
  readonly sentence: string;
}

/**
 * Whether those of a class who share an account and a region fit into its quotas, together.
 *
 * @param walk what one of them needs
 */
export async function roomForClass(
  cloud: Cloud,
  members: readonly Member[],
  walk: Bounded,
  config: Pick<Config, 'stream'>,
): Promise<Room> {
  const streams = new Set<string>();
  for await (const page of paginateListStreams({ client: cloud.kinesis }, {})) {
    for (const name of whole('ListStreams', page, 'StreamNames').StreamNames) streams.add(name);
  }
  const begun = members.filter((member) => streams.has(member.config.names.stream)).length;
  const toBegin = members.length - begun;
  const needs = needsOfClass({ toBegin, begun }, walk, config);
  const { fits, sentences } = fit(needs, await lookUpQuotas(cloud));
  const who = `${toBegin} of ${members.length} walks in ${cloud.region} are still to begin`;
  return { toBegin, fits, sentence: `${who}: ${sentences.join('; ')}.` };
}
