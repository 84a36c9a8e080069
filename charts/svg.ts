import type { EChartsOption } from 'echarts';
import * as echarts from 'echarts/dist/echarts.esm.min.mjs';
import type { Size } from './chart.ts';
import { withoutNotXml } from './markup.ts';

/** Draws a chart as SVG text, without a browser. */
export function drawSvg(option: EChartsOption, { width, height }: Size): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return withoutNotXml(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}
