import type { MetricStore, Series } from '../cloudwatch/metric-store.ts';

/** What came of one PutRecord or PutRecords call. */
export interface PutOutcome {
  readonly stored: number;
  /** of the stored records: data and partition keys */
  readonly storedBytes: number;
  readonly refused: number;
}

/**
 * A stream's metrics in the namespace AWS/Kinesis. Those of the stream itself are always published,
 * one sample a call. `*.Latency` is not: what a local call takes says nothing about AWS.
 *
 * Source: "Monitoring the Kinesis Data Streams service with CloudWatch" in the developer guide.
 */
export class StreamMetrics {
  readonly #series = new Map<string, Series>();

  constructor(
    private readonly store: () => MetricStore,
    private readonly streamName: string,
  ) {}

  /** The series of one of this stream's metrics, with more dimensions than the stream's name. */
  series(metricName: string, unit: string, dimensions: Record<string, string> = {}): Series {
    return this.store().series(
      {
        namespace: 'AWS/Kinesis',
        metricName,
        dimensions: { StreamName: this.streamName, ...dimensions },
      },
      unit,
    );
  }

  putRecord({ stored, storedBytes, refused }: PutOutcome, nowMs: number): void {
    this.#count('PutRecord.Success', stored > 0 ? 1 : 0, nowMs);
    if (stored > 0) this.#bytes('PutRecord.Bytes', storedBytes, nowMs);
    this.#incoming(stored, storedBytes, refused, nowMs);
  }

  putRecords({ stored, storedBytes, refused }: PutOutcome, nowMs: number): void {
    this.#count('PutRecords.Success', stored > 0 ? 1 : 0, nowMs);
    this.#count('PutRecords.TotalRecords', stored + refused, nowMs);
    this.#count('PutRecords.SuccessfulRecords', stored, nowMs);
    this.#count('PutRecords.FailedRecords', 0, nowMs);
    this.#count('PutRecords.ThrottledRecords', refused, nowMs);
    if (stored > 0) {
      this.#count('PutRecords.Records', stored, nowMs);
      this.#bytes('PutRecords.Bytes', storedBytes, nowMs);
    }
    this.#incoming(stored, storedBytes, refused, nowMs);
  }

  getRecords(records: number, bytes: number, iteratorAgeMs: number, nowMs: number): void {
    this.#count('GetRecords.Success', 1, nowMs);
    this.#count('GetRecords.Records', records, nowMs);
    this.#bytes('GetRecords.Bytes', bytes, nowMs);
    this.#record('GetRecords.IteratorAgeMilliseconds', 'Milliseconds', iteratorAgeMs, nowMs);
    this.#count('ReadProvisionedThroughputExceeded', 0, nowMs);
  }

  getRecordsRefused(nowMs: number): void {
    this.#count('GetRecords.Success', 0, nowMs);
    this.#count('ReadProvisionedThroughputExceeded', 1, nowMs);
  }

  /** Only what was stored has come in: refused records count in nothing but the refusals. */
  #incoming(stored: number, storedBytes: number, refused: number, nowMs: number): void {
    if (stored > 0) {
      this.#count('IncomingRecords', stored, nowMs);
      this.#bytes('IncomingBytes', storedBytes, nowMs);
    }
    this.#count('WriteProvisionedThroughputExceeded', refused, nowMs);
  }

  #count(metric: string, value: number, nowMs: number): void {
    this.#record(metric, 'Count', value, nowMs);
  }

  #bytes(metric: string, value: number, nowMs: number): void {
    this.#record(metric, 'Bytes', value, nowMs);
  }

  #record(metric: string, unit: string, value: number, nowMs: number): void {
    let series = this.#series.get(metric);
    if (series === undefined) {
      series = this.series(metric, unit);
      this.#series.set(metric, series);
    }
    series.record(value, nowMs);
  }
}
