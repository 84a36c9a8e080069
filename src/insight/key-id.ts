/*
 * A partition key and where its records go, as one string for maps and sketches. Records of one key
 * that were sent to two hashes count apart, since a split can part them. A key without an explicit
 * hash key is its own id, unless it begins like the id of one that has it.
 */

const MARK = '\0';

export function keyId(partitionKey: string, explicitHashKey?: bigint): string {
  if (explicitHashKey !== undefined) return `${MARK}${explicitHashKey} ${partitionKey}`;
  return partitionKey.startsWith(MARK) ? `${MARK} ${partitionKey}` : partitionKey;
}

export function fromKeyId(id: string): { partitionKey: string; explicitHashKey?: bigint } {
  if (!id.startsWith(MARK)) return { partitionKey: id };
  const space = id.indexOf(' ');
  const partitionKey = id.slice(space + 1);
  return space === 1
    ? { partitionKey }
    : { partitionKey, explicitHashKey: BigInt(id.slice(1, space)) };
}
