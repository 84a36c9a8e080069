import { EnableEnhancedMonitoringCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { loadCatalogue } from '../src/catalog.ts';
import { ROOT } from '../src/cli/root.ts';
import type { Cloud, Config } from '../src/contract.ts';
import { listAllShards } from '../src/shards.ts';
import { Gate } from '../src/traffic/gate.ts';
import { recordOf } from '../src/traffic/plan.ts';
import { planLanes } from '../src/traffic/plan-lanes.ts';

/** How far somebody has come, with all that is before it. */
export const STAGES = [
  'nothing',
  'stream',
  'metrics',
  'traffic',
  'dashboard',
  'finding',
  'cool',
] as const;
export type Stage = (typeof STAGES)[number];

export interface Student {
  readonly config: Config;
  readonly stage: Stage;
  /** Sends as much to each shard as to the others. */
  readonly isEven?: boolean;
}

/** Three minutes, and 1,000 records of the hot shard, are what its check wants at least. */
const MINUTES = 3;
/** What each lane sends in a minute; all of them fit into one request. */
const SKEWED = [340, 20, 20, 20];
const EVEN = [100, 100, 100, 100];

/** Built side by side: more would only wait for each other, some longer than for a connection. */
const AT_ONCE = 16;

/**
 * Builds a class in one cloud through the SDK, step by step for all together. A minute's records are
 * one request, where a walk sends some each second, and the stacks come before them: while those are
 * made the clock moves, and records would grow old.
 */
export async function buildClass(cloud: Cloud, students: readonly Student[]): Promise<void> {
  const [deploy, dashboard, diagnose, cool] = await loadCatalogue(ROOT, [
    '01-deploy',
    '04-dashboard',
    '05-diagnose',
    '06-cool',
  ]);
  const gate = new Gate(AT_ONCE);
  const those = (stage: Stage, act: (student: Student) => Promise<unknown> | undefined) =>
    Promise.all(
      students
        .filter((student) => STAGES.indexOf(student.stage) >= STAGES.indexOf(stage))
        .map(async (student) => {
          await gate.enter();
          await act(student)?.finally(() => gate.leave());
        }),
    );
  const run = (entry: typeof deploy, config: Config) =>
    entry?.step.run({ config, cloud }, () => undefined);

  await those('stream', ({ config }) => run(deploy, config));
  await those('metrics', ({ config }) => {
    const { stream: StreamName } = config.names;
    return cloud.kinesis.send(
      new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
    );
  });
  await those('dashboard', ({ config }) => run(dashboard, config));
  await cloud.sleep(60);
  for (let minute = 0; minute < MINUTES; minute++) {
    await those('traffic', (student) => putMinute(cloud, student, minute));
    await cloud.sleep(60);
  }
  await those('finding', ({ config }) => run(diagnose, config));
  await those('cool', ({ config }) => run(cool, config));
}

async function putMinute(cloud: Cloud, { config, isEven }: Student, minute: number): Promise<void> {
  const { stream: StreamName } = config.names;
  const lanes = planLanes(config, await listAllShards(cloud, StreamName));
  const counts = isEven === true ? EVEN : SKEWED;
  const placedAt = new Date(cloud.now()).toISOString();
  const Records = lanes.flatMap((lane, at) => {
    const count = counts[at] ?? 0;
    return Array.from({ length: count }, (_, index) => {
      const { target, data } = recordOf(
        lane,
        minute * count + index,
        'class',
        placedAt,
        config.traffic,
      );
      return { PartitionKey: target.partitionKey, Data: data };
    });
  });
  await cloud.kinesis.send(new PutRecordsCommand({ StreamName, Records }));
}
