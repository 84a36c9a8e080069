/** A field of a message: a number for a varint, bytes for text, data and messages within it. */
export interface ProtobufField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

const [VARINT, BYTES] = [0, 2];

/**
 * The fields of a protocol-buffers message in their order, of the two wire types that aggregates of
 * the Kinesis Producer Library have. Undefined when it is not such a message from end to end.
 */
export function protobufFields(message: Uint8Array): ProtobufField[] | undefined {
  const fields: ProtobufField[] = [];
  let at = 0;

  /** NaN when the message ends in it, or when it is longer than any index or length needs. */
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; scale < 2 ** 56; scale *= 128) {
      const byte = message[at++] ?? Number.NaN;
      value += (byte % 128) * scale;
      if (!(byte >= 128)) return value;
    }
    return Number.NaN;
  };

  while (at < message.length) {
    const tag = varint();
    const [number, wireType] = [Math.floor(tag / 8), tag % 8];
    const value = varint();
    if (Number.isNaN(value)) return undefined;
    if (wireType === VARINT) {
      fields.push({ number, value });
    } else if (wireType === BYTES && at + value <= message.length) {
      fields.push({ number, value: message.subarray(at, at + value) });
      at += value;
    } else {
      return undefined;
    }
  }
  return fields;
}
