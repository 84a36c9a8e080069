import type { Chart, Size } from '../../../charts/chart.ts';
import { chartOption } from '../../../charts/option.ts';
import { drawSvg } from '../../../charts/svg.ts';
import type { Table } from '../../diagnosis/tables.ts';
import { escapeXml } from '../junit.ts';
import { details, element, type Markup, table } from './markup.ts';

/** For a telephone, or for several beside each other. */
const NARROW: Size = { width: 328, height: 240 };
/** For a chart that has the page's whole width. */
const WIDE: Size = { width: 1040, height: 320 };

export interface Figure {
  readonly caption: string;
  /** Without a title: the caption is one. */
  readonly chart: Chart;
  /** What the chart shows, in numbers. */
  readonly numbers: Table;
}

/** Charts beside each other, as many as fit. */
export function figures(all: readonly Figure[]): Markup {
  return element(
    'div',
    all.map((one) => figure(one, [drawn(one, NARROW)])),
    { class: 'charts' },
  );
}

/** A chart that is drawn for the width there is. */
export function wideFigure(one: Figure): Markup {
  return figure(one, [
    element('div', [drawn(one, NARROW)], { class: 'if-narrow' }),
    element('div', [drawn(one, WIDE)], { class: 'if-wide' }),
  ]);
}

function figure({ caption, numbers }: Figure, drawings: readonly Markup[]): Markup {
  return element('figure', [
    element('figcaption', caption),
    ...drawings,
    details('In numbers', [table(numbers)]),
  ]);
}

function drawn({ chart, caption }: Figure, size: Size): Markup {
  return pictured(drawSvg(chartOption(chart, size), size), caption);
}

const FONT = /style="[^"]*?font(?:-size)?: ?([a-z ]*?)([\d.]+)px[^"]*"/g;
const BARRED = / (?:style|class|ecmeta_\w+)="[^"]*"|<style[\s\S]*?<\/style>/g;

/**
 * A drawing as wide as its place, named for who does not see it. Styles, which the page's policy
 * bars, become attributes.
 *
 * @param svg drawn here, its texts escaped
 */
export function pictured(svg: string, name: string): Markup {
  const html = svg
    .replace(FONT, (_, kind: string, size: string) =>
      kind.includes('bold') ? `font-size="${size}" font-weight="bold"` : `font-size="${size}"`,
    )
    .replace(BARRED, '')
    .replace(/^<svg width="\d+" height="\d+"/, `<svg role="img" aria-label="${escapeXml(name)}"`);
  return { html };
}
