import type { EChartsOption } from 'echarts';
import * as echarts from 'echarts/dist/echarts.esm.min.mjs';
import type { Size } from './chart.ts';

/** XML has no way to write these; a label can have them all the same. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Draws a chart as SVG text, without a browser. */
export function drawSvg(option: EChartsOption, { width, height }: Size): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString().replace(NOT_IN_XML, '');
  } finally {
    chart.dispose();
  }
}
