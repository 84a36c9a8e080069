import {
  CreateStreamCommand,
  EnableEnhancedMonitoringCommand,
  type MetricsName,
} from '@aws-sdk/client-kinesis';
import * as assert from 'uvu/assert';
import { cloudwatch } from '../../local-aws/cloudwatch/service.ts';
import type { LocalAws } from '../../local-aws/server.ts';
import type { Workshop } from '../../src/contract.ts';
import type { FleetEvent } from '../../src/fleet/event.ts';
import { MINUTE_MS } from '../../src/minutes.ts';
import { describeStack } from '../../src/stack/stack.ts';
import config from '../../workshop.config.ts';
import { deployedCode, Lambda } from './lambda.ts';

/** How long after its time a schedule invokes the function. */
const INVOKED_AFTER_MS = 5_000;

/** A stream of four shards with shard-level metrics, made without its stack. */
export async function makeStream(workshop: Workshop, aws: LocalAws): Promise<void> {
  const StreamName = config.names.stream;
  await workshop.cloud.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 4 }));
  aws.partition.clock.advance(10);
  await enableMetrics(workshop, aws);
}

export async function enableMetrics({ cloud }: Workshop, aws: LocalAws): Promise<void> {
  const StreamName = config.names.stream;
  const ShardLevelMetrics: MetricsName[] = ['ALL'];
  await cloud.kinesis.send(new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics }));
  aws.partition.clock.advance(10);
}

/** What happens to a fleet beside what it is for. */
export interface Happenings {
  /** When its stack stands. */
  readonly deployed?: () => Promise<void>;
  /** With each minute's invocations. @param atMs when they were */
  readonly also?: (atMs: number) => void;
  /** Its schedules invoke nothing. */
  readonly isIdle?: boolean;
}

/**
 * A workshop on an AWS whose schedules and functions work: while a command sleeps, they are invoked,
 * with the code and the events that were deployed.
 */
export async function atWork(
  workshop: Workshop,
  aws: LocalAws,
  { deployed, also, isIdle = false }: Happenings,
): Promise<Workshop> {
  const { clock } = aws.partition;
  const lambda = new Lambda(aws, await deployedCode());
  let nextMs: number | undefined;

  const sleep = async (seconds: number) => {
    const untilMs = clock.now() + seconds * 1000;
    const traffic = await deployedTraffic(workshop);
    if (traffic !== undefined) {
      if (nextMs === undefined) await deployed?.();
      nextMs ??= isIdle ? traffic.endMs : traffic.startMs;
      for (; nextMs < traffic.endMs; nextMs += MINUTE_MS) {
        const invokedMs = nextMs - MINUTE_MS + INVOKED_AFTER_MS;
        if (invokedMs > untilMs) break;
        await invokeParts(traffic, nextMs - MINUTE_MS);
        also?.(invokedMs);
      }
    }
    clock.advance(Math.max(0, untilMs - clock.now()) / 1000);
  };

  const invokeParts = async (traffic: FleetEvent['traffic'], scheduledMs: number) => {
    const invokedMs = scheduledMs + INVOKED_AFTER_MS;
    clock.advance(Math.max(0, invokedMs - clock.now()) / 1000);
    const scheduledAt = new Date(scheduledMs).toISOString();
    const parts = Array.from({ length: traffic.parts }, (_, part) => part);
    for (const _ of parts) functionMetric(aws, 'Invocations').record(1, invokedMs);
    const ends = await lambda.invokeAll(parts.map((part) => ({ scheduledAt, part, traffic })));
    for (const end of ends) assert.is(end.status === 'rejected' ? String(end.reason) : '', '');
  };

  return { ...workshop, cloud: { ...workshop.cloud, sleep } };
}

async function deployedTraffic(workshop: Workshop): Promise<FleetEvent['traffic'] | undefined> {
  const stack = await describeStack(workshop, config.names.fleetStack);
  if (stack?.StackStatus !== 'CREATE_COMPLETE') return undefined;
  const traffic = stack.Parameters?.find(({ ParameterKey }) => ParameterKey === 'Traffic');
  return JSON.parse(traffic?.ParameterValue ?? '') as FleetEvent['traffic'];
}

/** As Lambda publishes it. */
export function functionMetric(aws: LocalAws, metricName: 'Invocations' | 'Errors' | 'Throttles') {
  const state = aws.partition.state(cloudwatch, '123456789012', 'us-east-1');
  const dimensions = { FunctionName: config.names.fleetStack };
  return state.metrics.series({ namespace: 'AWS/Lambda', metricName, dimensions });
}
