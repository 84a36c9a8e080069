/** A record as GetRecords gives it. */
export interface ReadRecord {
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** the approximate arrival, in milliseconds since the epoch */
  readonly arrivedMs: number;
}

/** As Kinesis counts them against a shard's limit: data and the partition key's UTF-8. */
export function recordBytes({ partitionKey, data }: Omit<ReadRecord, 'arrivedMs'>): number {
  return data.length + Buffer.byteLength(partitionKey);
}
