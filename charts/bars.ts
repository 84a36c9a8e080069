import type { EChartsOption } from 'echarts';
import type { Chart, Size } from './chart.ts';
import { frameOf } from './frame.ts';
import { newest } from './newest.ts';
import { shortNumber, tickFormat } from './numbers.ts';
import { shorten } from './text.ts';
import type { Theme } from './theme.ts';

/** The newest value of each line as a bar, named beside it. */
export function barOption(chart: Chart, size: Size, theme: Theme): EChartsOption {
  const { option, names, looks, fonts, plot } = frameOf(chart, size, theme, { withLegend: false });
  const values = chart.lines.map(newest);
  const { min, max } = chart.axes.left;
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  const room = (size.height - plot.top - plot.bottom) / Math.max(1, names.length);
  return {
    ...option,
    grid: {
      ...plot,
      right: plot.right + fonts.text * 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...names],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.quiet } },
      axisLabel: {
        formatter: (name: string) => shorten(name, size.width * 0.35, fonts.text),
        fontSize: fonts.text,
        color: theme.ink,
      },
    },
    xAxis: {
      type: 'value',
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      splitNumber: Math.max(2, Math.round(size.width / 150)),
      splitLine: { lineStyle: { color: theme.hairline } },
      axisLabel: {
        formatter: tickFormat(largest),
        fontSize: fonts.text,
        color: theme.quiet,
        hideOverlap: true,
      },
    },
    series: [
      {
        type: 'bar',
        barWidth: Math.max(1, Math.min(40, room * 0.6)),
        data: values.map((value, index) => ({
          value: value ?? Number.NaN,
          itemStyle: { color: looks[index]?.color ?? theme.quiet },
        })),
        label: {
          show: room > fonts.text,
          position: 'right',
          formatter: ({ dataIndex }) => shortNumber(values[dataIndex] ?? 0),
          fontSize: fonts.text,
          color: theme.ink,
        },
        emphasis: { disabled: true },
      },
    ],
  };
}
