import { aggregate } from '../insight/aggregate.ts';
import { keyIn } from '../insight/observed.ts';
import { zipf } from '../insight/zipf.ts';
import { Random } from '../support/random.ts';

/** A record as a producer sends it, so many milliseconds after the traffic began. */
export interface ToSend {
  readonly atMs: number;
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

export const SHAPE_SECONDS = 300;
const RECORDS = 6_000;
/** Records are sent in steps of so long. */
export const STEP_MS = 3_000;

/** The heaviest keys of the shapes below are in this shard, counted from 0. */
export const HOT = 2;

export function uniform(): ToSend[] {
  return drawn(aKey);
}

/** Ranks in turn over the shards, but for the second, which is with the first. */
export function zipfTraffic(exponent: number): ToSend[] {
  const draw = zipf(2_000, exponent);
  return drawn((random) => rankedKey(draw(random.next())));
}

export function rankedKey(rank: number): string {
  return rank < 2 ? keyIn(HOT, rank) : keyIn(rank % 4, 2 + Math.floor(rank / 4));
}

export function oneKeyAt30Percent(): ToSend[] {
  return drawn((random) => (random.chance(0.3) ? keyIn(HOT, 0) : aKey(random)));
}

export function twoKeys(): ToSend[] {
  return drawn((random) =>
    random.chance(0.5) ? random.pick([keyIn(HOT, 0), keyIn(HOT, 1)]) : aKey(random),
  );
}

/** Every fourth record goes to each shard; those of the hot one are larger, and one key's largest. */
export function hotByBytes(): ToSend[] {
  const random = new Random(5);
  return evenly(RECORDS, (index) => {
    const shard = index % 4;
    const partitionKey = keyIn(shard, random.below(200));
    const bytes = shard !== HOT ? 100 : partitionKey === keyIn(HOT, 7) ? 9_000 : 400;
    return { partitionKey, data: new Uint8Array(bytes) };
  });
}

/** The keys that carry the aggregates are not those that are packed into them. */
export function aggregated(): ToSend[] {
  const random = new Random(10);
  return evenly(1_500, () => {
    const shard = random.chance(0.6) ? HOT : random.below(4);
    const packed = Array.from({ length: 12 }, () => ({
      partitionKey:
        shard === HOT && random.chance(0.7) ? keyIn(HOT, 3) : keyIn(shard, random.below(200)),
      data: new Uint8Array(50),
    }));
    return { partitionKey: keyIn(shard, 600), data: aggregate(packed) };
  });
}

/** 1,400 records a second of one key, more than its shard takes, within even traffic. */
export function burst(): ToSend[] {
  const records = Array.from({ length: 7_000 }, (_, index) => ({
    atMs: 129_000 + Math.floor(index / 500) * 357,
    partitionKey: keyIn(HOT, 5),
    data: new Uint8Array(100),
  }));
  return [...uniform(), ...records].sort((a, b) => a.atMs - b.atMs);
}

/** One of 800 keys, a quarter of them in each shard. */
function aKey(random: Random): string {
  return keyIn(random.below(4), random.below(200));
}

function drawn(keyOf: (random: Random) => string): ToSend[] {
  const random = new Random(2_023);
  return evenly(RECORDS, () => ({ partitionKey: keyOf(random), data: new Uint8Array(100) }));
}

function evenly(count: number, record: (index: number) => Omit<ToSend, 'atMs'>): ToSend[] {
  const steps = (SHAPE_SECONDS * 1_000) / STEP_MS;
  return Array.from({ length: count }, (_, index) => ({
    atMs: Math.floor((index * steps) / count) * STEP_MS,
    ...record(index),
  }));
}
