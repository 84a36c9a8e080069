import type { EChartsOption } from 'echarts';
import type { Chart } from '../../charts/chart.ts';
import { FONT_FAMILY } from '../../charts/look.ts';
import { fullNumber } from '../../charts/numbers.ts';
import { shorten } from '../../charts/text.ts';
import type { Theme } from '../../charts/theme.ts';
import { minuteText } from '../minute-text.ts';

const MOST_LINES = 12;
const LABEL_WIDTH = 260;
const FONT_SIZE = 12;

/** What is told of a line under the pointer, as ECharts gives it. */
interface Told {
  readonly seriesName?: string;
  readonly name?: string;
  readonly marker?: unknown;
  readonly value?: unknown;
}

/** A chart that tells its values under the pointer. It is drawn: no label becomes markup. */
export function withTooltip(option: EChartsOption, { view }: Chart, theme: Theme): EChartsOption {
  return {
    ...option,
    tooltip: {
      trigger: view === 'timeSeries' ? 'axis' : 'item',
      renderMode: 'richText',
      confine: true,
      transitionDuration: 0,
      backgroundColor: theme.background,
      borderColor: theme.quiet,
      textStyle: { color: theme.ink, fontFamily: FONT_FAMILY, fontSize: FONT_SIZE },
      axisPointer: { lineStyle: { color: theme.quiet } },
      formatter: (told) => tooltipText(told),
    },
  };
}

function tooltipText(told: Told | readonly Told[]): string {
  if (!isList(told)) return lineText(told, told.name ?? '');
  const known = told
    .filter(({ value }) => typeof numberIn(value) === 'number')
    .sort((a, b) => Number(numberIn(b.value)) - Number(numberIn(a.value)));
  const [first] = known;
  if (first === undefined) return '';
  const more = known.length - MOST_LINES;
  return [
    timeText(first.value),
    ...known.slice(0, MOST_LINES).map((one) => lineText(one, one.seriesName ?? '')),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n');
}

function isList(told: Told | readonly Told[]): told is readonly Told[] {
  return Array.isArray(told);
}

function lineText({ marker, value }: Told, label: string): string {
  const number = numberIn(value);
  return `${String(marker ?? '')}${shorten(label, LABEL_WIDTH, FONT_SIZE)}   ${typeof number === 'number' ? fullNumber(number) : ''}`;
}

function numberIn(value: unknown): unknown {
  return Array.isArray(value) ? value[1] : value;
}

/** The axis already has the chart's own time zone. */
function timeText(value: unknown): string {
  const ms = Array.isArray(value) ? Number(value[0]) : 0;
  return minuteText(ms);
}
