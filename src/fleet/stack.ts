import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';
import type { Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { cliTime, schedulerTime } from '../minutes.ts';
import type { StackSpecification } from '../stack/deploy-stack.ts';
import type { ListedShard } from '../stream/shards.ts';
import { laneRange } from '../traffic/lane-range.ts';
import type { FleetTraffic } from './event.ts';
import { type FleetTimes, schedulesEndMs } from './times.ts';

const TEMPLATE = 'producer-fleet.yaml';

/** The line of the template that the function's code takes the place of. */
const PLACE_OF_CODE = /^( +)throw new Error\('Deploy with npm run produce .*$/m;

/** Bytes of a parameter's value. Source: CloudFormation quotas. */
const MAX_PARAMETER_BYTES = 4_096;

/** What makes a fleet of these parts. @param code as `bundleHandler` gives it */
export async function fleetStack(
  workshop: Workshop,
  { parts, times, shards, code }: FleetPlan & { readonly code: string },
): Promise<StackSpecification> {
  const { names, fleet } = workshop.config;
  return {
    name: names.fleetStack,
    template: TEMPLATE,
    body: withCode(await readFile(join(ROOT, 'templates', TEMPLATE), 'utf8'), code),
    parameters: {
      StreamName: names.stream,
      Traffic: trafficText(fleetTraffic(workshop, { parts, times, shards })),
      Parts: String(parts),
      MemoryMegabytes: String(fleet.memoryMegabytes),
      EndsAt: cliTime(schedulesEndMs(times)),
      ExpiresAt: schedulerTime(times.expiresMs),
    },
    hasRole: true,
  };
}

export interface FleetPlan {
  readonly parts: number;
  readonly times: FleetTimes;
  /** all shards of the stream, open and closed */
  readonly shards: readonly ListedShard[];
}

function fleetTraffic(
  { config: { names, traffic } }: Workshop,
  { parts, times: { startMs, endMs }, shards }: FleetPlan,
): FleetTraffic {
  const { recordBytes, keys, sender } = traffic;
  const lanes = traffic.lanes.map((lane) => {
    const { start, end } = laneRange(shards, lane.shard, names.stream);
    return { ...lane, start: String(start), end: String(end) };
  });
  return { stream: names.stream, lanes, startMs, endMs, parts, recordBytes, keys, sender };
}

function trafficText(traffic: FleetTraffic): string {
  const text = JSON.stringify(traffic);
  if (text.length <= MAX_PARAMETER_BYTES) return text;
  throw new WorkshopError(
    'usage',
    `The traffic has ${traffic.lanes.length} lanes, more than fit into a parameter of the stack of the producers: it takes ${MAX_PARAMETER_BYTES} bytes, and they are ${text.length}`,
    'Send some of the lanes alone, with --shard, or set fewer in workshop.config.ts',
  );
}

/** The template with the function's code in it, so that no bucket has to hold it. */
export function withCode(template: string, code: string): string {
  return template.replace(PLACE_OF_CODE, (_line, indent: string) =>
    code.trimEnd().replace(/^/gm, indent),
  );
}
