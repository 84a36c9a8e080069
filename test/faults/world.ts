import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateStreamCommand } from '@aws-sdk/client-kinesis';
import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry, Check, Cloud, Config, Outcome } from '../../src/contract.ts';
import { judge } from '../../src/judge.ts';
import defaults from '../../workshop.config.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { FaultProxy, type Strike } from './proxy.ts';

/** Two shards, little traffic, and a window so long that judging for long takes nothing out of it. */
export const CONFIG: Config = {
  ...defaults,
  stream: { ...defaults.stream, shardCount: 2 },
  dominance: { ...defaults.dominance, windowMinutes: 1_440, minRecords: 200 },
  heat: { ...defaults.heat, minRecords: 200 },
  traffic: {
    ...defaults.traffic,
    durationSeconds: 200,
    lanes: [5, 0.5].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond })),
  },
};

/** A check in a world in which it passes. */
export interface Subject {
  readonly entry: CatalogueEntry;
  readonly check: Check;
  /** Operations in the order in which it asks for them where nothing goes wrong. */
  readonly calls: readonly string[];
}

export interface Judged {
  readonly outcome: Outcome;
  readonly calls: readonly string[];
  /** calls that went wrong */
  readonly struck: number;
}

/** A way to the AWS of a world that goes through a proxy of its own. */
export interface Way {
  judge(subject: Pick<Subject, 'entry' | 'check'>, strike?: Strike): Promise<Judged>;
  close(): void;
}

export interface WayOptions {
  /** The SDK's tries of one request. */
  readonly maxAttempts?: number;
  /** Whether the local AWS can be told from any other through the proxy. */
  readonly passesControl?: boolean;
  /** The deadline of a check. */
  readonly checkSeconds?: number;
}

/** A local AWS, and the workshop's checks. */
export interface World {
  /** Runs steps, and gives the checks that pass then. */
  walk(steps: readonly number[]): Promise<readonly Subject[]>;
  /** Closed with the world at the latest. */
  open(options?: WayOptions): Promise<Way>;
}

export async function withWorld(use: (world: World) => Promise<void>): Promise<void> {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  await withLocalAws(async ({ url }) => {
    const ways: Way[] = [];
    const open = async (options?: WayOptions) => {
      const way = await openWay(url, options);
      ways.push(way);
      return way;
    };
    try {
      await makeWhatIsNotOurs(url);
      const way = await open();
      await use({
        open,
        walk: async (steps) => {
          await walked(
            url,
            entries.filter(({ number }) => steps.includes(number)),
          );
          return passing(way, entries);
        },
      });
    } finally {
      for (const way of ways) way.close();
    }
  });
}

async function openWay(
  url: string,
  {
    maxAttempts = 1,
    passesControl = true,
    checkSeconds = CONFIG.deadlines.checkSeconds,
  }: WayOptions = {},
): Promise<Way> {
  const proxy = await FaultProxy.open(url, passesControl);
  const cloud = await connect({ ...OPTIONS, maxAttempts, endpoint: proxy.url });
  const config = { ...CONFIG, deadlines: { ...CONFIG.deadlines, checkSeconds } };
  return {
    judge: async ({ entry, check }, strike) => {
      proxy.expect(strike);
      const outcome = await judge(entry, check, { config, cloud });
      await proxy.quiet(); // nothing of the check goes on
      return { outcome, calls: proxy.seen, struck: proxy.struck };
    },
    close: () => {
      cloud.close();
      proxy.close();
    },
  };
}

const OPTIONS = {
  target: 'endpoint',
  region: 'us-east-1',
  realTime: false,
  signal: new AbortController().signal,
} as const;

/** The walker's connection ends with the walk: whoever sleeps on a local AWS holds its clock. */
async function walked(endpoint: string, entries: readonly CatalogueEntry[]): Promise<void> {
  await withCloud(endpoint, async (cloud) => {
    for (const { step } of entries) await step.run({ config: CONFIG, cloud }, () => undefined);
  });
}

async function withCloud(endpoint: string, use: (cloud: Cloud) => Promise<void>): Promise<void> {
  const cloud = await connect({ ...OPTIONS, endpoint });
  await use(cloud).finally(() => cloud.close());
}

/** So that the checks of the clean-up have something to ask about, and to leave alone. */
async function makeWhatIsNotOurs(endpoint: string): Promise<void> {
  await withCloud(endpoint, async (cloud) => {
    const TemplateBody =
      '{"Resources":{"S":{"Type":"AWS::Kinesis::Stream","Properties":{"ShardCount":1}}}}';
    await cloud.cloudformation.send(
      new CreateStackCommand({ StackName: 'of-others', TemplateBody }),
    );
    await cloud.kinesis.send(new CreateStreamCommand({ StreamName: 'of-others', ShardCount: 1 }));
    const DashboardBody = '{"widgets":[]}';
    await cloud.cloudwatch.send(
      new PutDashboardCommand({ DashboardName: 'of-others', DashboardBody }),
    );
    await cloud.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'of-others',
        Namespace: 'of-others',
        MetricName: 'm',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
  });
}

async function passing(way: Way, entries: readonly CatalogueEntry[]): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const entry of entries) {
    for (const check of entry.checks) {
      const { outcome, calls } = await way.judge({ entry, check });
      if (outcome.verdict === 'PASS') subjects.push({ entry, check, calls });
    }
  }
  return subjects;
}
