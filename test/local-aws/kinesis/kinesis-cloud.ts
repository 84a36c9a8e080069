import type {
  DescribeStreamOutput,
  GetRecordsOutput,
  GetShardIteratorOutput,
  ListShardsOutput,
  PutRecordOutput,
  PutRecordsOutput,
} from '@aws-sdk/client-kinesis';
import type { Conformed } from '../../../local-aws/action.ts';
import { Clock } from '../../../local-aws/clock.ts';
import type { StatisticSet } from '../../../local-aws/cloudwatch/metric-store.ts';
import { cloudwatch } from '../../../local-aws/cloudwatch/service.ts';
import { AwsError } from '../../../local-aws/errors.ts';
import { kinesis } from '../../../local-aws/kinesis/service.ts';
import { Partition } from '../../../local-aws/partition.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
export const NAME = 'orders';
export const ARN = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${NAME}`;
export const LABEL = `stream ${NAME} under account ${ACCOUNT}`;

/** 2027-01-15T08:00:00Z, the start of a minute. */
export const START_MS = 1_800_000_000_000;

/** Half of the hash space, and its end. */
export const HALF = 2n ** 127n;
export const END = 2n ** 128n - 1n;

const CALLER = { account: ACCOUNT, region: REGION, requestId: 'test', accessKeyId: 'test' };

/** A Kinesis of its own, on a clock that stands still until it is told to pass time. */
export class KinesisCloud {
  #nowMs = START_MS;
  readonly partition = new Partition(new Clock(() => this.#nowMs));

  get nowMs(): number {
    return this.#nowMs;
  }

  pass(seconds: number): void {
    this.#nowMs += seconds * 1000;
  }

  call<Output extends object>(operation: string, input: object): Conformed<Output> {
    return this.partition.invoke(kinesis, operation, input, CALLER) as Conformed<Output>;
  }

  /** What a call is refused with. */
  refusal(operation: string, input: object): { code: string; message: string } {
    try {
      this.call(operation, input);
    } catch (error) {
      if (error instanceof AwsError) return { code: error.code, message: error.message };
      throw error;
    }
    throw new Error(`${operation} was not refused`);
  }

  /** An ACTIVE stream, `orders` unless told otherwise. */
  createStream(shardCount: number, name = NAME): void {
    this.call('CreateStream', { StreamName: name, ShardCount: shardCount });
    this.pass(10);
  }

  describe(name = NAME) {
    return this.call<DescribeStreamOutput>('DescribeStream', { StreamName: name })
      .StreamDescription;
  }

  shards(input: object = {}) {
    return this.call<ListShardsOutput>('ListShards', { StreamName: NAME, ...input }).Shards ?? [];
  }

  put(record: { key?: string; data?: string | Uint8Array; hashKey?: bigint } = {}) {
    return this.call<PutRecordOutput>('PutRecord', { StreamName: NAME, ...recordOf(record) });
  }

  putMany(records: { key?: string; data?: string | Uint8Array; hashKey?: bigint }[]) {
    return this.call<PutRecordsOutput>('PutRecords', {
      StreamName: NAME,
      Records: records.map(recordOf),
    });
  }

  iterator(shard: number, input: object = { ShardIteratorType: 'TRIM_HORIZON' }): string {
    const { ShardIterator } = this.call<GetShardIteratorOutput>('GetShardIterator', {
      StreamName: NAME,
      ShardId: shardId(shard),
      ...input,
    });
    return ShardIterator ?? '';
  }

  get(iterator: string | undefined, input: object = {}) {
    return this.call<GetRecordsOutput>('GetRecords', { ShardIterator: iterator, ...input });
  }

  /** The texts that a shard holds, oldest first. */
  read(shard: number, input?: object): string[] {
    return this.get(this.iterator(shard, input)).Records.map(({ Data }) => textOf(Data));
  }

  /** A metric's minutes, from the first one on; undefined when nothing was published. */
  metric(metricName: string, unit: string, shard?: number): StatisticSet[] | undefined {
    const { metrics } = this.partition.state(cloudwatch, ACCOUNT, REGION);
    const dimensions = {
      StreamName: NAME,
      ...(shard !== undefined && { ShardId: shardId(shard) }),
    };
    const metric = metrics.find({ namespace: 'AWS/Kinesis', metricName, dimensions });
    const minutes = [...(metric?.byUnit.get(unit)?.minutes.values() ?? [])];
    return minutes.length === 0 ? undefined : minutes;
  }
}

export function shardId(number: number): string {
  return `shardId-${String(number).padStart(12, '0')}`;
}

export function textOf(data: Uint8Array): string {
  return Buffer.from(data).toString();
}

function recordOf({
  key = 'customer-1',
  data = 'x',
  hashKey,
}: {
  key?: string;
  data?: string | Uint8Array;
  hashKey?: bigint;
}) {
  return {
    PartitionKey: key,
    Data: typeof data === 'string' ? Buffer.from(data) : data,
    ...(hashKey !== undefined && { ExplicitHashKey: hashKey.toString() }),
  };
}
