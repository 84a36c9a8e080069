import {
  CreateStreamCommand,
  EnableEnhancedMonitoringCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import type { LocalAws } from '../../local-aws/server.ts';
import type { Cloud } from '../../src/contract.ts';
import { type DiagnoseOptions, diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Diagnosis, UnseenKind } from '../../src/diagnosis/diagnosis.ts';
import { lastCompleteMinutes, MINUTE_MS } from '../../src/minutes.ts';
import config from '../../workshop.config.ts';
import { withWorkshop } from '../support/workshop.ts';
import type { ToSend } from './shapes.ts';

export const STREAM = config.names.stream;

/** A local AWS with a stream, its metrics on unless told otherwise. */
export async function withStream(
  use: (cloud: Cloud, aws: LocalAws) => Promise<void>,
  {
    withMetrics = true,
    shardCount = 4,
  }: { readonly withMetrics?: boolean; readonly shardCount?: number } = {},
): Promise<void> {
  await withWorkshop(async ({ cloud }, aws) => {
    await cloud.kinesis.send(
      new CreateStreamCommand({ StreamName: STREAM, ShardCount: shardCount }),
    );
    await cloud.sleep(10);
    if (withMetrics) await enableMetrics(cloud);
    await use(cloud, aws);
  });
}

export async function enableMetrics(cloud: Cloud): Promise<void> {
  await cloud.kinesis.send(
    new EnableEnhancedMonitoringCommand({ StreamName: STREAM, ShardLevelMetrics: ['ALL'] }),
  );
  await cloud.sleep(5);
}

/**
 * Sends records at their times, from the next minute's start on, and lets the last minute end. What
 * a shard refuses is not sent again.
 */
export async function send(
  cloud: Cloud,
  { partition: { clock } }: LocalAws,
  records: readonly ToSend[],
): Promise<void> {
  const startMs = nextMinute(clock.now());
  for (let first = 0; first < records.length; ) {
    const atMs = records[first]?.atMs ?? 0;
    const rest = records.slice(first, first + 500);
    const together = rest.filter((record) => record.atMs === atMs);
    clock.advance((startMs + atMs - clock.now()) / 1_000);
    await cloud.kinesis.send(
      new PutRecordsCommand({
        StreamName: STREAM,
        Records: together.map(({ partitionKey: PartitionKey, data: Data }) => ({
          PartitionKey,
          Data,
        })),
      }),
    );
    first += together.length;
  }
  // a second more: what has passed for the sleeper meanwhile is not slept again
  await cloud.sleep((nextMinute(clock.now()) - clock.now()) / 1_000 + 1);
}

/** Of the last five complete minutes, unless told otherwise. */
export async function diagnosed(
  cloud: Cloud,
  options: Partial<DiagnoseOptions> = {},
): Promise<Diagnosis> {
  const window = lastCompleteMinutes(cloud.now(), 5);
  const { heat } = config;
  return diagnose({ cloud, stream: STREAM, window, heat, withinSeconds: 600, ...options });
}

export function unseenText({ unseen }: Diagnosis, kind: UnseenKind): string {
  return unseen.find((one) => one.kind === kind)?.text ?? '';
}

function nextMinute(nowMs: number): number {
  return Math.floor(nowMs / MINUTE_MS + 1) * MINUTE_MS;
}
