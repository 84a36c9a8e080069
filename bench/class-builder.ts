import {
  AddTagsToStreamCommand,
  EnableEnhancedMonitoringCommand,
  PutRecordsCommand,
  type PutRecordsRequestEntry,
} from '@aws-sdk/client-kinesis';
import { loadCatalogue } from '../src/catalog.ts';
import { ROOT } from '../src/cli/root.ts';
import type { CatalogueEntry, Cloud, Config } from '../src/contract.ts';
import { FINDING_TAG, KEY_TAG, streamTags } from '../src/diagnosis/finding-tags.ts';
import { Gate } from '../src/gate.ts';
import { listAllShards } from '../src/stream/shards.ts';
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
  /** Sends as much to each shard as to the others; not beyond the stage of traffic. */
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
 * one request, where a walk sends some each second, and the same for all: their streams have the same
 * shards. The stacks come before them, since the clock moves while those are made, and records would
 * grow old.
 */
export async function buildClass(cloud: Cloud, students: readonly Student[]): Promise<void> {
  const [deploy, dashboard, diagnose, cool] = await loadCatalogue(ROOT, [
    '01-deploy',
    '04-dashboard',
    '05-diagnose',
    '06-cool',
  ]);
  const run = async (entry: CatalogueEntry | undefined, { config }: Student) =>
    entry?.step.run({ config, cloud }, () => undefined);
  const from = (stage: Stage) =>
    students.filter((student) => STAGES.indexOf(student.stage) >= STAGES.indexOf(stage));

  await sideBySide(from('stream'), (student) => run(deploy, student));
  await sideBySide(from('metrics'), ({ config }) => {
    const { stream: StreamName } = config.names;
    return cloud.kinesis.send(
      new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
    );
  });
  await sideBySide(from('dashboard'), (student) => run(dashboard, student));
  await cloud.sleep(60);
  await putTraffic(cloud, from('traffic'));
  const [first, ...others] = from('finding');
  if (first !== undefined) {
    await run(diagnose, first);
    const found = await streamTags(cloud, first.config.names.stream);
    const Tags = Object.fromEntries(
      [FINDING_TAG, KEY_TAG].map((tag) => [tag, found.get(tag) ?? '']),
    );
    await sideBySide(others, ({ config: { names } }) =>
      cloud.kinesis.send(new AddTagsToStreamCommand({ StreamName: names.stream, Tags })),
    );
  }
  await sideBySide(from('cool'), (student) => run(cool, student));
}

async function putTraffic(cloud: Cloud, students: readonly Student[]): Promise<void> {
  const [{ config } = { config: undefined }] = students;
  if (config === undefined) return;
  const lanes = planLanes(config, await listAllShards(cloud, config.names.stream));
  const recordsOf = (counts: readonly number[], minute: number): PutRecordsRequestEntry[] => {
    const placedAt = new Date(cloud.now()).toISOString();
    return lanes.flatMap((lane, at) =>
      Array.from({ length: counts[at] ?? 0 }, (_, index) => {
        const nth = minute * (counts[at] ?? 0) + index;
        const { target, data } = recordOf(lane, nth, 'class', placedAt, config.traffic);
        return { PartitionKey: target.partitionKey, Data: data };
      }),
    );
  };
  for (let minute = 0; minute < MINUTES; minute++) {
    const [skewed, even] = [recordsOf(SKEWED, minute), recordsOf(EVEN, minute)];
    await sideBySide(students, ({ config: { names }, isEven }) => {
      const Records = isEven === true ? even : skewed;
      return cloud.kinesis.send(new PutRecordsCommand({ StreamName: names.stream, Records }));
    });
    await cloud.sleep(60);
  }
}

async function sideBySide(
  students: readonly Student[],
  act: (student: Student) => Promise<unknown>,
): Promise<void> {
  const gate = new Gate(AT_ONCE);
  await Promise.all(
    students.map(async (student) => {
      await gate.enter();
      await act(student).finally(() => gate.leave());
    }),
  );
}
