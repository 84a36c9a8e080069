import type { Config } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { type HashRange, isWithin, md5HashKey } from '../insight/hash-space.ts';
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

/** Before the number that spreads a key. */
const SUFFIX = ':';

const SHOPS: IdSpace = { prime: 9_973, factor: 6_151, digits: 4 };
const CUSTOMERS: IdSpace = { prime: 999_983, factor: 618_033, digits: 6 };

/** Ids that are looked at for a lane's keys: of four shards, each has a quarter of them. */
const MOST_IDS = 1_000_000;

/**
 * The partition keys of one lane: the first shops and customers whose MD5 hash lies in its shard's
 * range. Always the same ones; lanes whose ranges do not overlap share none.
 *
 * @throws {WorkshopError} `configuration` when the range is too narrow to find so many
 */
export function laneKeys(
  range: HashRange,
  { perLane, busyPerLane }: Config['traffic']['keys'],
): LaneKeys<string> {
  return {
    busy: firstWithin(range, busyPerLane, shopId),
    rest: firstWithin(range, perLane - busyPerLane, customerId),
  };
}

function firstWithin(range: HashRange, count: number, idOf: (n: number) => string): string[] {
  const keys: string[] = [];
  for (let n = 0; keys.length < count; n += 1) {
    if (n === MOST_IDS) throw tooNarrow(range, count);
    const id = idOf(n);
    if (isWithin(md5HashKey(id), range)) keys.push(id);
  }
  return keys;
}

function tooNarrow({ start, end }: HashRange, count: number): WorkshopError {
  return new WorkshopError(
    'configuration',
    `Fewer than ${count} partition keys were found whose hash lies from ${start} to ${end}: the shard is too narrow to send to.`,
    'Set traffic.keys.perLane lower in workshop.config.ts, or send to a wider shard',
  );
}

/** Each busy key as so many keys, told apart by a suffix: `shop-0042:7`. */
export function spread(
  { busy, rest }: LaneKeys<string>,
  over: number | undefined,
): LaneKeys<string> {
  if (over === undefined) return { busy, rest };
  const suffixes = Array.from({ length: over }, (_, n) => `${SUFFIX}${n}`);
  return { busy: busy.flatMap((key) => suffixes.map((suffix) => key + suffix)), rest };
}

/** The shop or customer that a partition key stands for, with a suffix or without. */
export function withoutSuffix(partitionKey: string): string {
  return partitionKey.split(SUFFIX)[0] ?? partitionKey;
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
