import type { EChartsOption } from 'echarts';
import { barOption } from './bars.ts';
import type { Chart, Size, View } from './chart.ts';
import { gaugeOption } from './gauge.ts';
import { withOwnTexts } from './own-texts.ts';
import { pieOption } from './pie.ts';
import { singleValueOption } from './single-value.ts';
import { LIGHT, type Theme } from './theme.ts';
import { timeSeriesOption } from './time-series.ts';

const VIEW_OPTIONS: Readonly<
  Record<View, (chart: Chart, size: Size, theme: Theme) => EChartsOption>
> = {
  timeSeries: timeSeriesOption,
  singleValue: singleValueOption,
  bar: barOption,
  pie: pieOption,
  gauge: gaugeOption,
};

/** A chart as ECharts takes it. It knows no renderer, so that a page and a file can share it. */
export function chartOption(chart: Chart, size: Size, theme = LIGHT): EChartsOption {
  return VIEW_OPTIONS[chart.view](withOwnTexts(chart), size, theme);
}
