import type { Config } from '../contract.ts';
import { pick } from './random.ts';

/** A lane's keys: shops that are much busier than the rest, and customers. */
export interface LaneKeys<Key> {
  readonly busy: readonly Key[];
  readonly rest: readonly Key[];
}

/** A prime with room for that many ids, and a factor that scatters them. */
interface IdSpace {
  readonly prime: number;
  readonly factor: number;
  readonly digits: number;
}

const SHOPS: IdSpace = { prime: 9_973, factor: 6_151, digits: 4 };
const CUSTOMERS: IdSpace = { prime: 999_983, factor: 618_033, digits: 6 };

/** The partition keys of one lane. Always the same ones, and no two lanes share one. */
export function laneKeys(
  shard: number,
  { perLane, busyPerLane }: Config['traffic']['keys'],
): LaneKeys<string> {
  const rest = perLane - busyPerLane;
  return {
    busy: Array.from({ length: busyPerLane }, (_, i) => shopId(shard * busyPerLane + i)),
    rest: Array.from({ length: rest }, (_, i) => customerId(shard * rest + i)),
  };
}

/**
 * The key of a lane's nth record. Of its first n records the busy keys get `busyShare` × n, rounded
 * down; which of them gets it is drawn evenly. Undefined when the lane has no keys at all.
 */
export function keyOfRecord<Key>(
  { busy, rest }: LaneKeys<Key>,
  busyShare: number,
  index: number,
  random: () => number,
): Key | undefined {
  const isBusyTurn = Math.floor((index + 1) * busyShare) > Math.floor(index * busyShare);
  const [first, second] = isBusyTurn ? [busy, rest] : [rest, busy];
  return pick(first.length > 0 ? first : second, random);
}

/** `shop-0042`: the nth shop; no two n give the same. */
export function shopId(n: number): string {
  return `shop-${scattered(n, SHOPS)}`;
}

/** `customer-417083`: the nth customer; no two n give the same. */
export function customerId(n: number): string {
  return `customer-${scattered(n, CUSTOMERS)}`;
}

/** Multiples of a factor, modulo a prime, are all different and look drawn at random. */
function scattered(n: number, { prime, factor, digits }: IdSpace): string {
  const number = n < prime ? ((n + 1) * factor) % prime : n;
  return String(number).padStart(digits, '0');
}
