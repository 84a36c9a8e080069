import type { EChartsOption } from 'echarts';
import * as echarts from 'echarts/dist/echarts.esm.min.mjs';
import type { Size } from './chart.ts';
import { FONT_FAMILY } from './look.ts';
import { withoutNotXml } from './markup.ts';

/**
 * Draws a chart as SVG text, without a browser. Like the shard map it has no style that a page's
 * policy could bar: what it looks like is in its attributes.
 */
export function drawSvg(option: EChartsOption, { width, height }: Size): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return withoutStyles(withoutNotXml(chart.renderToSVGString()));
  } finally {
    chart.dispose();
  }
}

/** What ECharts adds for a pointer over the chart, and to go on with it in a browser. */
const FOR_BROWSERS = /<style[\s\S]*?<\/style>| (?:class|ecmeta_\w+)="[^"]*"/g;

/** Quotes in texts are escaped, so that what looks like an attribute is one. */
function withoutStyles(svg: string): string {
  return svg
    .replace(FOR_BROWSERS, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => fontAttributes(style))
    .replace('<svg ', `<svg font-family="${FONT_FAMILY}" `);
}

/** Of `font: bold 12px …` as of `font-size:12px;font-weight:bold;`; other styles there are none. */
function fontAttributes(style: string): string {
  const [, size] = /([\d.]+)px/.exec(style) ?? [];
  return `${size ? ` font-size="${size}"` : ''}${style.includes('bold') ? ' font-weight="bold"' : ''}`;
}
