import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  CloudWatchClient,
  GetMetricDataCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateStreamCommand,
  EnableEnhancedMonitoringCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { StateRefused } from '../../../local-aws/state/refusal.ts';
import { Life, withFolder } from './support.ts';

const STREAM = 'clicks';
const WRITERS = 8;
/** Acknowledged requests after which a life is ended. */
const ENOUGH = 40;

interface Running {
  readonly url: string;
  readonly kinesis: KinesisClient;
  readonly cloudwatch: CloudWatchClient;
  /** Ends it as nothing else does: without a chance to write or say anything. */
  kill(): Promise<void>;
}

async function start(folder: string): Promise<Running> {
  const serve = fileURLToPath(new URL('serve.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', serve, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const url = line.toString().trim();
  const options = {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  };
  return {
    url,
    kinesis: new KinesisClient(options),
    cloudwatch: new CloudWatchClient(options),
    kill: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function passTime(url: string, advanceSeconds: number): Promise<void> {
  await fetch(`${url}/_local/clock`, { method: 'POST', body: JSON.stringify({ advanceSeconds }) });
}

/** Writes one record after the other, now alone and now together, until the server is gone. */
async function write(
  { kinesis, url }: Running,
  name: string,
  acknowledged: Map<string, string>,
  wrote: () => void,
): Promise<void> {
  const record = (index: number) => {
    const text = `${name}:${index}`;
    return { PartitionKey: text, Data: Buffer.from(text) };
  };
  try {
    for (let index = 0; ; index += 10) {
      const one = record(index);
      const { SequenceNumber } = await kinesis.send(
        new PutRecordCommand({ StreamName: STREAM, ...one }),
      );
      acknowledged.set(one.PartitionKey, SequenceNumber ?? '');
      const Records = Array.from({ length: 9 }, (_, more) => record(index + 1 + more));
      const answer = await kinesis.send(new PutRecordsCommand({ StreamName: STREAM, Records }));
      for (const [at, result] of (answer.Records ?? []).entries()) {
        if (result.SequenceNumber === undefined) continue;
        acknowledged.set(Records[at]?.PartitionKey ?? '', result.SequenceNumber);
      }
      if (index % 100 === 50) await passTime(url, 1);
      wrote();
    }
  } catch {
    // the server is gone
  }
}

/** Every record of the stream: its key and sequence number. */
async function drain({ kinesis }: Running): Promise<[string, string][]> {
  const found: [string, string][] = [];
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: STREAM }));
  for (const { ShardId } of Shards) {
    const type = { ShardIteratorType: 'TRIM_HORIZON' } as const;
    const iterator = await kinesis.send(
      new GetShardIteratorCommand({ StreamName: STREAM, ShardId, ...type }),
    );
    const { Records = [], MillisBehindLatest } = await kinesis.send(
      new GetRecordsCommand({ ShardIterator: iterator.ShardIterator }),
    );
    assert.is(MillisBehindLatest, 0);
    for (const { Data, PartitionKey = '', SequenceNumber = '' } of Records) {
      assert.is(Buffer.from(Data ?? []).toString(), PartitionKey);
      found.push([PartitionKey, SequenceNumber]);
    }
  }
  return found;
}

async function incomingRecords({ cloudwatch, url }: Running): Promise<number> {
  const { now } = (await (await fetch(`${url}/_local/health`)).json()) as { now: string };
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Date.parse(now) - 86_400_000),
      EndTime: new Date(Date.parse(now) + 60_000),
      MetricDataQueries: [
        {
          Id: 'sum',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Kinesis',
              MetricName: 'IncomingRecords',
              Dimensions: [{ Name: 'StreamName', Value: STREAM }],
            },
            Period: 60,
            Stat: 'Sum',
          },
        },
      ],
    }),
  );
  return (MetricDataResults?.[0]?.Values ?? []).reduce((sum, value) => sum + value, 0);
}

test('A kill under load loses nothing that was acknowledged, and doubles nothing', async () => {
  await withFolder(async (folder) => {
    const acknowledged = new Map<string, string>();
    let running = await start(folder);
    await running.kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 4 }));
    await passTime(running.url, 5);
    await running.kinesis.send(
      new EnableEnhancedMonitoringCommand({ StreamName: STREAM, ShardLevelMetrics: ['ALL'] }),
    );
    await passTime(running.url, 3600);
    try {
      for (const life of [1, 2, 3]) {
        const body = JSON.stringify({ widgets: [] });
        const board = { DashboardName: `board-${life}`, DashboardBody: body };
        await running.cloudwatch.send(new PutDashboardCommand(board));
        let requests = 0;
        const enough = new Promise<void>((resolve) => {
          const wrote = () => {
            requests += 1;
            if (requests === ENOUGH) resolve();
          };
          for (let writer = 0; writer < WRITERS; writer++) {
            void write(running, `life ${life} writer ${writer}`, acknowledged, wrote);
          }
        });
        await enough;
        const before = Date.now() + 3_600_000;
        await running.kill();
        running = await start(folder);

        const found = await drain(running);
        const numbers = new Map(found);
        assert.is(numbers.size, found.length, 'no record is there twice');
        assert.is(new Set(numbers.values()).size, found.length, 'nor is a sequence number');
        for (const [key, number] of acknowledged) assert.is(numbers.get(key), number, key);
        // what was written and not acknowledged any more may be there: a request a writer at most
        assert.ok(found.length - acknowledged.size <= WRITERS * 9 * life);
        assert.is(await incomingRecords(running), found.length);
        const { DashboardEntries } = await running.cloudwatch.send(new ListDashboardsCommand({}));
        assert.is(DashboardEntries?.length, life);
        const health = (await (await fetch(`${running.url}/_local/health`)).json()) as object;
        assert.ok(Date.parse((health as { now: string }).now) >= before, 'time has not gone back');
      }
    } finally {
      await running.kill();
    }
  });
});

test('A folder that another process holds is refused, and free again when that was killed', async () => {
  await withFolder(async (folder) => {
    const running = await start(folder);
    try {
      const refused = await Life.begin(folder).catch((error: unknown) => error);
      assert.instance(refused, StateRefused);
      assert.is(
        (refused as StateRefused).message,
        `The state folder ${folder} is in use by another process; end that one, or choose another folder`,
      );
    } finally {
      await running.kill();
    }
    await (await Life.begin(folder)).end();
  });
});

test.run();
