import { isIP } from 'node:net';
import { templateError } from '../errors.ts';

/** Source: Fn::Cidr, "Valid range is between 1 and 256". */
const MOST_BLOCKS = 256;

/**
 * Fn::Cidr: the first `count` subnets of an address block, each with `hostBits` bits for hosts.
 *
 * @param texts the block (`10.0.0.0/16`), the count, and the host bits (8 unless given)
 * @throws {AwsError} ValidationError when the block does not hold so many subnets
 */
export function cidrBlocks(texts: readonly string[]): string[] {
  const [block = '', countText = '', hostBitsText = '8'] = texts;
  const [address = '', prefixText = ''] = block.split('/');
  const isSound = [prefixText, countText, hostBitsText].every((text) => /^\d+$/.test(text));
  const width = isIP(address) === 6 ? 128 : 32;
  const count = Number(countText);
  const hostBits = Number(hostBitsText);
  const freeBits = width - Number(prefixText);
  const holds = isSound && isIP(address) !== 0 && freeBits >= hostBits;
  if (!holds || count < 1 || count > Math.min(MOST_BLOCKS, 2 ** (freeBits - hostBits))) {
    throw templateError(
      `Fn::Cidr cannot make ${countText} blocks with ${hostBitsText} host bits in ${block}`,
    );
  }
  const network = (toNumber(address, width) >> BigInt(freeBits)) << BigInt(freeBits);
  return Array.from({ length: count }, (_, index) => {
    const start = network + (BigInt(index) << BigInt(hostBits));
    return `${toAddress(start, width)}/${width - hostBits}`;
  });
}

function toNumber(address: string, width: number): bigint {
  if (width === 32) {
    return address.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
  }
  const [before = [], after = []] = address
    .split('::')
    .map((half) => half.split(':').filter(Boolean));
  const zeros = Array(8 - before.length - after.length).fill('0');
  const groups = [...before, ...zeros, ...after];
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function toAddress(value: bigint, width: number): string {
  const [size, groups] = width === 32 ? [8n, 4] : [16n, 8];
  const parts = Array.from({ length: groups }, (_, index) => {
    const group = BigInt.asUintN(Number(size), value >> (size * BigInt(groups - 1 - index)));
    return group.toString(width === 32 ? 10 : 16);
  });
  return width === 32 ? parts.join('.') : parts.join(':').replace(/(?::0)+$/, '::');
}
