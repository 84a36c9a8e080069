import { FONT_FAMILY } from '../look.ts';
import { element } from '../markup.ts';
import type { Theme } from '../theme.ts';
import { drawAncestors } from './ancestors.ts';
import { drawFlags } from './flags.ts';
import { drawKeys } from './keys.ts';
import { drawOpenShards } from './open-shards.ts';
import { drawScale } from './scale.ts';
import type { ShardMap } from './shard-map.ts';
import { sheetOf } from './sheet.ts';
import { shardMapSummary } from './summary.ts';

const MARGIN = 10;

/**
 * The map as SVG text, `width` pixels wide and as high as it needs. It has no style sheet, no
 * script and no id, so that it can stand in any page; each shard is a group with `data-shard` and
 * the classes `shard`, `open` or `closed`, and `hot`.
 */
export function drawShardMap(map: ShardMap, width: number, theme: Theme): string {
  const sheet = sheetOf(width, theme);
  const open = map.shards.filter((shard) => shard.open);
  const ancestors = drawAncestors(map.shards, sheet, MARGIN);
  const flags = drawFlags(open, sheet, MARGIN + ancestors.height);
  const barTop = MARGIN + ancestors.height + flags.height;
  const bar = drawOpenShards(open, sheet, barTop);
  const keys = drawKeys(map.keys, sheet, barTop + bar.height);
  const scale = drawScale(sheet, barTop + bar.height + keys.height);
  const height = Math.ceil(barTop + bar.height + keys.height + scale.height + MARGIN);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': shardMapSummary(map),
      'font-family': FONT_FAMILY,
    },
    [
      element('rect', { width, height, fill: theme.background }),
      ancestors.svg,
      flags.svg,
      bar.svg,
      keys.svg,
      scale.svg,
    ].join(''),
  );
}
