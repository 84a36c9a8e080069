import type { EChartsOption } from 'echarts';
import type { Chart, Size } from './chart.ts';
import { frameOf } from './frame.ts';
import { newest } from './newest.ts';
import { shortNumber } from './numbers.ts';
import type { Theme } from './theme.ts';

/** The newest values as parts of their sum. */
export function pieOption(chart: Chart, size: Size, theme: Theme): EChartsOption {
  const { option, names, looks, fonts, plot } = frameOf(chart, size, theme, { withLegend: true });
  const width = size.width - plot.left - plot.right;
  const height = size.height - plot.top - plot.bottom;
  return {
    ...option,
    series: [
      {
        type: 'pie',
        center: [plot.left + width / 2, plot.top + height / 2],
        radius: Math.max(10, Math.min(width / 2 - fonts.text * 7, height / 2 - fonts.text * 1.5)),
        data: chart.lines.map((line, index) => ({
          name: names[index] ?? '',
          value: Math.max(0, newest(line) ?? 0),
          itemStyle: { color: looks[index]?.color ?? theme.quiet },
        })),
        itemStyle: { borderColor: theme.background, borderWidth: 2 },
        label: {
          formatter: ({ value, percent }) => `${shortNumber(Number(value))} (${percent ?? 0} %)`,
          fontSize: fonts.text,
          color: theme.ink,
        },
        labelLine: { length: 8, length2: 6 },
        stillShowZeroSum: false,
        emphasis: { disabled: true },
      },
    ],
  };
}
