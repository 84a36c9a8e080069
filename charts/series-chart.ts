import type { EChartsCoreOption } from 'echarts';

/** Values over time, one line a label. */
export interface SeriesChart {
  readonly title: string;
  /** of the first value, in milliseconds since the epoch */
  readonly startMs: number;
  readonly stepMs: number;
  /** null where there is no value */
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  /** The label to mark, by shape as well as by colour. */
  readonly hot?: string;
}

/** Told apart by most kinds of colour vision, on white and on dark. */
const HOT_COLOUR = '#d1495b';
const COLOURS = ['#00798c', '#edae49', '#66a182', '#8d96a3'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];

/** The chart as ECharts takes it; it knows no renderer, so a page and a file can share it. */
export function seriesOption({
  title,
  startMs,
  stepMs,
  series,
  hot,
}: SeriesChart): EChartsCoreOption {
  const firstSteps = Object.values(series).map((values) => values.findIndex((v) => v !== null));
  const first = Math.max(0, Math.min(...firstSteps.filter((step) => step !== -1)));
  return {
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    title: { text: title, left: 12, top: 8, textStyle: { fontSize: 15, fontWeight: 600 } },
    legend: { bottom: 4, itemGap: 32 },
    grid: { left: 64, right: 40, top: 52, bottom: 64 },
    // The minutes before the first value say nothing.
    xAxis: { type: 'time', min: startMs + first * stepMs, axisLabel: { formatter: '{HH}:{mm}' } },
    yAxis: { type: 'value', min: 0 },
    useUTC: true,
    series: Object.entries(series).map(([name, values], at) => {
      const isHot = name === hot;
      const color = isHot ? HOT_COLOUR : COLOURS[at % COLOURS.length];
      return {
        name: isHot ? `${name} (hot)` : name,
        type: 'line',
        data: values.map((value, step) => [startMs + step * stepMs, value]),
        symbol: isHot ? 'pin' : SYMBOLS[at % SYMBOLS.length],
        symbolSize: isHot ? 22 : 7,
        lineStyle: { width: isHot ? 4 : 2, color },
        itemStyle: { color },
        emphasis: { disabled: true },
      };
    }),
  };
}
