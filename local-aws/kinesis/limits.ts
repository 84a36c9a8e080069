const MEBIBYTE = 1024 * 1024;

/** How long a stream stays in each passing state, in cloud seconds. AWS takes 10 to 60. */
export const DELAY_SECONDS = { creating: 3, updating: 3, deleting: 3 } as const;

/** What one shard takes in one second; bytes are data and partition key. Source: Kinesis quotas. */
export const SHARD_WRITES = { recordsPerSecond: 1000, bytesPerSecond: MEBIBYTE } as const;

/** What one shard gives in one second to all its readers. Source: GetRecords in the API reference. */
export const SHARD_READS = { callsPerSecond: 5, bytesPerSecond: 2 * MEBIBYTE } as const;

/** GetShardIterator calls that one shard takes in one second. Source: the API reference. */
export const ITERATORS_PER_SECOND = 5;

/** Of one PutRecords request. Source: the API reference. */
export const PUT_RECORDS_BYTES = 10 * MEBIBYTE;

/** Of one GetRecords answer, and its greatest `Limit`. Source: the API reference. */
export const GET_RECORDS = { records: 10_000, bytes: 10 * MEBIBYTE } as const;

/** How long a shard iterator and a `NextToken` can be used. Source: the API reference. */
export const TOKEN_LIFETIME_MS = 300_000;

/** Source: Kinesis quotas; 8760 hours are 365 days. */
export const RETENTION_HOURS = { least: 24, most: 8760 } as const;

/** `MaxRecordSizeInKiB` of a stream that does not say. */
export const DEFAULT_RECORD_KIB = 1024;

/** Source: Kinesis quotas. */
export const ON_DEMAND_STREAMS = 50;

/** Open shards of a new on-demand stream: 4 MB/s of writes. Source: Kinesis quotas. */
export const ON_DEMAND_SHARDS = 4;

/** Source: AddTagsToStream in the API reference. */
export const TAGS_PER_STREAM = 50;

/** Changes in any 24 hours: shard counts, and switches of the capacity mode. Source: the API reference. */
export const CHANGES_PER_DAY = { shardCount: 10, mode: 2 } as const;

/** What UpdateShardCount scales to at most. Source: the API reference. */
export const UPDATED_SHARD_COUNT = 10_000;

const LARGE_REGIONS: readonly string[] = ['us-east-1', 'us-west-2', 'eu-west-1'];

/** Shards that an account may have in a region. Source: Kinesis quotas (elsewhere 1,000 or 6,000). */
export function shardLimit(region: string): number {
  return LARGE_REGIONS.includes(region) ? 20_000 : 6000;
}
