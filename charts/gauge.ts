import type { EChartsOption } from 'echarts';
import type { Chart, Size } from './chart.ts';
import { frameOf } from './frame.ts';
import { newest } from './newest.ts';
import { shortNumber } from './numbers.ts';
import { shorten } from './text.ts';
import type { Theme } from './theme.ts';
import { tiles } from './tiles.ts';

/** The newest value of each line between the ends of the left axis. */
export function gaugeOption(chart: Chart, size: Size, theme: Theme): EChartsOption {
  const { option, names, looks, fonts, plot } = frameOf(chart, size, theme, { withLegend: false });
  const area = {
    x: plot.left,
    y: plot.top,
    width: size.width - plot.left - plot.right,
    height: size.height - plot.top - plot.bottom,
  };
  const { min = 0, max = 100 } = chart.axes.left;
  const places = tiles(area, chart.lines.length);
  return {
    ...option,
    series: chart.lines.flatMap((line, index) => {
      const tile = places[index];
      const value = newest(line);
      if (tile === undefined || value === undefined) return [];
      const room = tile.height - fonts.text * 3.2;
      const radius = Math.max(12, Math.min(tile.width / 2 - fonts.text, room / 1.3));
      const band = Math.max(6, radius * 0.16);
      const color = looks[index]?.color ?? theme.quiet;
      return [
        {
          type: 'gauge' as const,
          center: [tile.x + tile.width / 2, tile.y + (room - radius * 1.3) / 2 + radius],
          radius,
          startAngle: 200,
          endAngle: -20,
          min,
          max,
          splitNumber: 1,
          pointer: { show: false },
          progress: { show: true, width: band, itemStyle: { color } },
          axisLine: {
            lineStyle: { width: band, color: [[1, theme.hairline]] as [number, string][] },
          },
          axisTick: { show: false },
          splitLine: { show: false },
          axisLabel: {
            show: radius > fonts.text * 6,
            distance: band + 4,
            fontSize: fonts.text,
            color: theme.quiet,
            formatter: (end: number) => shortNumber(end),
          },
          title: {
            offsetCenter: [0, radius * 0.34 + fonts.text * 1.4],
            fontSize: fonts.text,
            color: theme.ink,
          },
          detail: {
            offsetCenter: [0, -radius * 0.12],
            fontSize: Math.max(12, radius * 0.34),
            color: theme.ink,
            formatter: () => shortNumber(value),
          },
          data: [{ value, name: shorten(names[index] ?? '', tile.width - 8, fonts.text) }],
        },
      ];
    }),
  };
}
