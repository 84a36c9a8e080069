/** Records of one PutRecords request. Source: PutRecords in the API reference. */
export const MAX_BATCH_RECORDS = 500;

/** Bytes of one PutRecords request, data and partition keys. Source: the same. */
export const MAX_BATCH_BYTES = 10 * 1024 * 1024;

/**
 * Cuts records into requests, in order, as few as a pass from first to last can make. A record that
 * is too large by itself gets its own request, for Kinesis to refuse.
 */
export function batches<Sized extends { readonly bytes: number }>(
  records: readonly Sized[],
): Sized[][] {
  const cut: Sized[][] = [];
  let batch: Sized[] = [];
  let batchBytes = 0;
  for (const record of records) {
    const isFull =
      batch.length === MAX_BATCH_RECORDS || batchBytes + record.bytes > MAX_BATCH_BYTES;
    if (isFull && batch.length > 0) {
      cut.push(batch);
      batch = [];
      batchBytes = 0;
    }
    batch.push(record);
    batchBytes += record.bytes;
  }
  if (batch.length > 0) cut.push(batch);
  return cut;
}
