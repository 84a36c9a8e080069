import * as echarts from 'echarts';

/** Draws a chart as SVG text, without a browser. */
export function drawSvg(
  option: echarts.EChartsCoreOption,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ backgroundColor: '#ffffff', ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
