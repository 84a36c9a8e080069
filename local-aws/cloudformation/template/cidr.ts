import { isIP } from 'node:net';
import { validationError } from '../errors.ts';

/** Source: Fn::Cidr, "Valid range is between 1 and 256". */
const MOST_BLOCKS = 256;

/**
 * Fn::Cidr: the first `count` subnets of an address block, each with `hostBits` bits for hosts.
 *
 * @param arguments_ the block (`10.0.0.0/16`), the count, and the host bits (8 unless given)
 * @throws {AwsError} ValidationError when the block does not hold so many subnets
 */
export function cidrBlocks(arguments_: readonly string[]): string[] {
  const [block = '', countText = '', hostBitsText = '8'] = arguments_;
  const [address = '', prefixText = ''] = block.split('/');
  const width = isIP(address) === 6 ? 128 : 32;
  const prefix = Number(prefixText);
  const count = Number(countText);
  const hostBits = Number(hostBitsText);
  const room = width - prefix - hostBits;
  const sound =
    isIP(address) !== 0 &&
    [prefix, count, hostBits].every(Number.isInteger) &&
    prefixText !== '' &&
    prefix >= 0 &&
    hostBits >= 0 &&
    count >= 1 &&
    count <= MOST_BLOCKS;
  if (!sound || room < 0 || 2 ** room < count) {
    throw validationError(
      `Template error: Fn::Cidr cannot make ${countText} blocks with ${hostBitsText} host bits in ${block}`,
    );
  }
  const network = (toNumber(address, width) >> BigInt(width - prefix)) << BigInt(width - prefix);
  return Array.from({ length: count }, (_, index) => {
    const start = network + (BigInt(index) << BigInt(hostBits));
    return `${toAddress(start, width)}/${width - hostBits}`;
  });
}

function toNumber(address: string, width: number): bigint {
  if (width === 32) {
    return address.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
  }
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].reduce(
    (sum, group) => sum * 65_536n + BigInt(`0x${group}`),
    0n,
  );
}

function toAddress(value: bigint, width: number): string {
  const [size, groups] = width === 32 ? [8n, 4] : [16n, 8];
  const parts = Array.from({ length: groups }, (_, index) => {
    const group = (value >> (size * BigInt(groups - 1 - index))) & ((1n << size) - 1n);
    return group.toString(width === 32 ? 10 : 16);
  });
  return width === 32 ? parts.join('.') : parts.join(':').replace(/(?::0)+$/, '::');
}
