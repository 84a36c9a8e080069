import { grouped } from '../grouped.ts';
import type { Load, Measure } from '../insight/load.ts';

/** `1.5 MiB`, `0.2 KiB`: what a shard's limit is counted in, or a thousandth of it. */
export function bytesText(bytes: number): string {
  const [kibibyte, mebibyte] = [1_024, 1_024 ** 2];
  return bytes < mebibyte
    ? `${grouped(round(bytes / kibibyte))} KiB`
    : `${grouped(round(bytes / mebibyte))} MiB`;
}

/** `36,600 records` or `12.3 MiB` */
export function loadText(load: Load, measure: Measure): string {
  return measure === 'bytes' ? bytesText(load.bytes) : `${grouped(load.records)} records`;
}

/**
 * A partition key in quotes, as JSON writes it. Keys are whatever their producers like: what could
 * steer a terminal, or turn the order of the letters around, is written as its number.
 */
export function keyText(partitionKey: string): string {
  return JSON.stringify(partitionKey).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
