import type { Chart, Size } from '../../../charts/chart.ts';
import { chartOption } from '../../../charts/option.ts';
import { drawShardMap } from '../../../charts/shard-map/draw.ts';
import type { ShardMap } from '../../../charts/shard-map/shard-map.ts';
import { shardMapSummary } from '../../../charts/shard-map/summary.ts';
import { shardMapTable } from '../../../charts/shard-map/table.ts';
import { drawSvg } from '../../../charts/svg.ts';
import { DARK, LIGHT, type Theme } from '../../../charts/theme.ts';
import type { Table } from '../../contract.ts';
import { windowText } from '../../minutes.ts';
import { escapeXml } from '../junit.ts';
import { details, element, type Markup, table } from './markup.ts';

/** For a telephone, or for several beside each other. */
const NARROW: Size = { width: 328, height: 240 };
/** For a drawing that has the page's whole width. */
const WIDE: Size = { width: 1040, height: 320 };

export interface Figure {
  readonly caption: string;
  /** Without a title: the caption is one. */
  readonly chart: Chart;
  /** What the chart shows, in numbers. */
  readonly numbers: Table;
}

/** SVG of a size, in the colours of a theme; its texts escaped, and no style that the page's policy bars. */
type Draw = (size: Size, theme: Theme) => string;

/** Charts beside each other, as many as fit. */
export function figures(all: readonly Figure[]): Markup {
  const drawn = all.map((one) =>
    figure(one.caption, inThemes(chartIn(one), NARROW), [table(one.numbers)]),
  );
  return element('div', drawn, { class: 'charts' });
}

/** A chart of the page's whole width. */
export function wideFigure(one: Figure): Markup {
  return figure(one.caption, inWidths(chartIn(one)), [table(one.numbers)]);
}

/** A shard map, told in a sentence, drawn, and in numbers. */
export function mapFigure(map: ShardMap): Markup {
  const { shards, keys } = shardMapTable(map);
  const of =
    map.window === undefined ? '' : ` Records and keys are those of ${windowText(map.window)}.`;
  return figure(
    `${shardMapSummary(map)}${of}`,
    inWidths(({ width }, theme) => drawShardMap(map, width, theme)),
    [
      table({ caption: 'Shards', ...shards }),
      ...(keys.rows.length === 0 ? [] : [table({ caption: 'Heaviest keys', ...keys })]),
    ],
  );
}

function figure(caption: string, drawing: Markup, numbers: readonly Markup[]): Markup {
  return element('figure', [
    element('figcaption', caption),
    drawing,
    details('In numbers', numbers),
  ]);
}

/** Drawn for each width and theme that a page may be read in: its style shows the one that fits. */
function inWidths(draw: Draw): Markup {
  return element('div', [
    element('div', [inThemes(draw, NARROW)], { class: 'if-narrow' }),
    element('div', [inThemes(draw, WIDE)], { class: 'if-wide' }),
  ]);
}

function inThemes(draw: Draw, size: Size): Markup {
  return element('div', [
    element('div', [{ html: draw(size, LIGHT) }], { class: 'if-light' }),
    element('div', [{ html: draw(size, DARK) }], { class: 'if-dark' }),
  ]);
}

/** Named for who does not see it. */
function chartIn({ chart, caption }: Figure): Draw {
  return (size, theme) =>
    drawSvg(chartOption(chart, size, theme), size).replace(
      /^<svg /,
      `<svg role="img" aria-label="${escapeXml(caption)}" `,
    );
}
