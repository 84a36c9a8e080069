import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateStreamCommand } from '@aws-sdk/client-kinesis';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { connect } from '../../src/cloud.ts';
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

/** A local AWS behind a proxy. */
export interface World {
  /** Runs steps on the AWS itself, and gives the checks that pass then. */
  walk(steps: readonly number[]): Promise<readonly Subject[]>;
  /** Lets a check look through the proxy. */
  judge(subject: Pick<Subject, 'entry' | 'check'>, strike?: Strike): Promise<Judged>;
  /** The same with a connection of its own, which several can have at once, and another deadline. */
  judgeApart(subject: Subject, strike: Strike, checkSeconds: number): Promise<Judged>;
}

export async function withWorld(
  use: (world: World) => Promise<void>,
  { maxAttempts = 1, passesControl = true }: WorldOptions = {},
): Promise<void> {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  await withLocalAws(async (aws) => {
    const open = async () => {
      const proxy = await FaultProxy.open(aws.url, passesControl);
      const cloud = await connect({ ...OPTIONS, maxAttempts, endpoint: proxy.url });
      return { proxy, cloud };
    };
    const { proxy, cloud } = await open();
    const look: World['judge'] = async ({ entry, check }, strike) => {
      proxy.expect(strike);
      const outcome = await judge(entry, check, { config: CONFIG, cloud });
      return { outcome, calls: proxy.seen, struck: proxy.struck };
    };
    try {
      await makeWhatIsNotOurs(aws.url);
      await use({
        judge: look,
        judgeApart: async ({ entry, check }, strike, checkSeconds) => {
          const own = await open();
          const deadlines = { ...CONFIG.deadlines, checkSeconds };
          own.proxy.expect(strike);
          try {
            const workshop = { config: { ...CONFIG, deadlines }, cloud: own.cloud };
            const outcome = await judge(entry, check, workshop);
            await own.proxy.quiet();
            return { outcome, calls: own.proxy.seen, struck: own.proxy.struck };
          } finally {
            own.cloud.close();
            own.proxy.close();
          }
        },
        walk: async (steps) => {
          await walked(
            aws.url,
            entries.filter(({ number }) => steps.includes(number)),
          );
          return passing(look, entries);
        },
      });
    } finally {
      cloud.close();
      proxy.close();
    }
  });
}

interface WorldOptions {
  /** The SDK's tries of one request. */
  readonly maxAttempts?: number;
  /** Whether the local AWS can be told from any other through the proxy. */
  readonly passesControl?: boolean;
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

async function passing(
  look: World['judge'],
  entries: readonly CatalogueEntry[],
): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const entry of entries) {
    for (const check of entry.checks) {
      const { outcome, calls } = await look({ entry, check });
      if (outcome.verdict === 'PASS') subjects.push({ entry, check, calls });
    }
  }
  return subjects;
}
