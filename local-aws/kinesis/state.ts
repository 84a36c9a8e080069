import type { Scope } from '../action.ts';
import type { MetricStore } from '../cloudwatch/metric-store.ts';
import { TokenSealer } from '../sealed-token.ts';
import { invalidArgument, limitExceeded, streamExists, streamNotFound } from './errors.ts';
import { ON_DEMAND_STREAMS, shardLimit } from './limits.ts';
import { Stream, type StreamPlan, streamArn } from './stream.ts';

/** How a request names a stream: by its name, its ARN, or both. */
export interface StreamNaming {
  readonly StreamName?: string;
  readonly StreamARN?: string;
}

/** What Kinesis keeps of an account in a region. */
export class KinesisState {
  readonly tokens: TokenSealer;
  readonly #streams = new Map<string, Stream>();

  constructor(
    readonly scope: Scope,
    private readonly metricStore: () => MetricStore,
  ) {
    const { account, region, partition } = scope;
    this.tokens = new TokenSealer(partition.chance.secret(`tokens of ${account} in ${region}`));
  }

  /** Cloud time in whole milliseconds. */
  now(): number {
    return Math.floor(this.scope.partition.clock.now());
  }

  get isEmpty(): boolean {
    return this.#streams.size === 0;
  }

  /** The stream of that name, in whatever state it is. */
  find(name: string): Stream | undefined {
    this.now();
    return this.#streams.get(name);
  }

  /** By name, in every state. */
  get streams(): readonly Stream[] {
    this.now();
    return [...this.#streams.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * The stream that a request names, in whatever state it is.
   *
   * @throws InvalidArgumentException when it names none, or two
   * @throws ResourceNotFoundException
   */
  stream(naming: StreamNaming): Stream {
    const name = this.nameIn(naming);
    const stream = this.find(name);
    if (stream === undefined) throw streamNotFound({ name, account: this.scope.account });
    return stream;
  }

  /** As `stream`, but one that is being created or deleted is not found, as for AWS's puts. */
  servingStream(naming: StreamNaming): Stream {
    const stream = this.stream(naming);
    if (!stream.isServing) throw streamNotFound(stream);
    return stream;
  }

  /** The name in a request, which need not be a stream's. */
  nameIn({ StreamName, StreamARN }: StreamNaming): string {
    const name = StreamARN === undefined ? StreamName : this.nameInArn(StreamARN);
    if (name === undefined) {
      throw invalidArgument('Either StreamName or StreamARN should be provided.');
    }
    if (StreamName !== undefined && StreamName !== name) {
      throw invalidArgument(`StreamARN ${StreamARN} is not the ARN of stream ${StreamName}.`);
    }
    return name;
  }

  /** @throws ResourceNotFoundException when it is no stream's ARN in this account and region */
  nameInArn(arn: string): string {
    const { account, region } = this.scope;
    const name = /:stream\/(.*)$/.exec(arn)?.[1] ?? arn;
    if (arn !== streamArn(name, account, region)) {
      throw streamNotFound({ name, account: arn.split(':')[4] ?? account });
    }
    return name;
  }

  /** @throws ResourceInUseException, LimitExceededException */
  create(plan: StreamPlan): void {
    const { account, region, partition } = this.scope;
    if (this.find(plan.name) !== undefined) throw streamExists({ name: plan.name, account });
    if (plan.mode === 'ON_DEMAND') this.requireOnDemandRoom();
    else this.requireShards(plan.shardCount);
    const { clock, storage: budget, keeper } = partition;
    const { metricStore } = this;
    const surroundings = { account, region, clock, budget, keeper, metricStore };
    this.#streams.set(plan.name, new Stream(plan, surroundings));
  }

  delete(stream: Stream): void {
    stream.delete(() => this.#streams.delete(stream.name));
  }

  get openShardCount(): number {
    return this.streams.reduce((sum, stream) => sum + stream.shards.open.length, 0);
  }

  get onDemandStreamCount(): number {
    return this.streams.filter(({ mode }) => mode === 'ON_DEMAND').length;
  }

  /** @throws LimitExceededException when the account can not have so many shards more */
  requireShards(additional: number): void {
    const { account, region } = this.scope;
    const current = this.openShardCount;
    const limit = shardLimit(region);
    if (current + additional <= limit) return;
    throw limitExceeded(
      `This request would exceed the shard limit for the account ${account} in ${region}. ` +
        `Current shard count for the account: ${current}. Limit: ${limit}. ` +
        `Number of additional shards that would have resulted from this request: ${additional}. ` +
        'Refer to the AWS Service Limits page ' +
        '(http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) ' +
        'for current limits and how to request higher limits.',
    );
  }

  /** @throws LimitExceededException */
  requireOnDemandRoom(): void {
    if (this.onDemandStreamCount < ON_DEMAND_STREAMS) return;
    throw limitExceeded(
      `This request would exceed the limit of ${ON_DEMAND_STREAMS} on-demand streams for the account ${this.scope.account}.`,
    );
  }
}
