import type { EChartsOption, GraphicComponentOption } from 'echarts';
import { type Chart, nameOf, type Size } from './chart.ts';
import { type Legend, type LegendEntry, legendOf } from './legend.ts';
import { FONT_FAMILY, fontsFor, looksOf } from './look.ts';
import { BOLD, cut } from './text.ts';
import type { Theme } from './theme.ts';

/** What every view has around its plot, and the room that is left for it. */
export interface Frame {
  readonly option: EChartsOption;
  readonly names: readonly string[];
  readonly looks: ReturnType<typeof looksOf>;
  readonly fonts: ReturnType<typeof fontsFor>;
  readonly theme: Theme;
  /** pixels from each edge */
  readonly plot: { left: number; right: number; top: number; bottom: number };
}

const MARGIN = 12;
const NO_LEGEND: Legend = { options: [], height: 0, width: 0 };

export function frameOf(
  chart: Chart,
  size: Size,
  theme: Theme,
  { withLegend }: { withLegend: boolean },
): Frame {
  const fonts = fontsFor(size);
  const looks = looksOf(chart.lines, theme);
  const names = namesOf(chart);
  const legend = withLegend
    ? legendOf(entriesOf(chart, names), chart.legend, size, fonts, theme)
    : NO_LEGEND;
  const top = chart.title === '' ? MARGIN : MARGIN + fonts.title + 10;
  const plot = {
    left: MARGIN,
    right: MARGIN + 4 + legend.width,
    top,
    bottom: MARGIN + legend.height,
  };
  const empty = chart.lines.every(({ points }) => points.length === 0);
  return {
    names,
    looks,
    fonts,
    theme,
    plot,
    option: {
      animation: false,
      useUTC: true,
      backgroundColor: theme.background,
      textStyle: { fontFamily: FONT_FAMILY, color: theme.ink },
      title: {
        text: cut(chart.title, size.width - 2 * MARGIN, fonts.title * BOLD),
        left: MARGIN,
        top: MARGIN - 2,
        padding: 0,
        textStyle: { fontSize: fonts.title, fontWeight: 'bold', color: theme.ink },
      },
      legend: legend.options,
      ...(empty && { graphic: nothing(plot, size, fonts.text, theme) }),
    },
  };
}

/** Hot lines come first: of many, only the first are listed. */
function entriesOf({ lines }: Chart, names: readonly string[]): LegendEntry[] {
  return names
    .map((name, index) => ({ name, isHot: lines[index]?.hot === true }))
    .sort((a, b) => Number(b.isHot) - Number(a.isHot));
}

/** ECharts tells series apart by name, so that equal labels are numbered. */
function namesOf({ lines }: Chart): string[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const name = nameOf(line);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function nothing(
  plot: Frame['plot'],
  size: Size,
  fontSize: number,
  theme: Theme,
): GraphicComponentOption {
  return {
    type: 'text',
    x: (plot.left + size.width - plot.right) / 2,
    y: (plot.top + size.height - plot.bottom) / 2,
    style: {
      text: 'No data available',
      fill: theme.quiet,
      align: 'center',
      verticalAlign: 'middle',
      font: `${fontSize}px ${FONT_FAMILY}`,
    },
    z: 100,
  };
}
