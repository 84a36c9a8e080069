import type { LineSeriesOption } from 'echarts';
import type { Chart, Point } from './chart.ts';
import type { Frame } from './frame.ts';
import { HOT_SYMBOL } from './look.ts';

/** Pixels that the flag takes above its line. */
export const FLAG_PX = 24;
const MARK_PX = 11;
/** What is this near to the highest is as high. */
const NEARLY = 0.95;

/**
 * A mark with a word over the newest of a hot line's highest points: it is plain without colours, too, and
 * where points are too near to each other for symbols. In an area it stands where that is highest.
 *
 * @param points as they are drawn
 * @param edge the same on top of what they are stacked on
 */
export function hotFlag(
  points: readonly Point[],
  edge: readonly Point[],
  { range, offsetMinutes, stacked }: Chart,
  { fonts, theme }: Frame,
): Pick<LineSeriesOption, 'markPoint'> {
  const highest = points.reduce((most, [, value]) => Math.max(most, value), 0);
  const at = points.findLastIndex(([, value]) => value >= highest * NEARLY);
  const [ms, value] = points[at] ?? [];
  const top = edge[at]?.[1];
  if (ms === undefined || value === undefined || top === undefined) return {};
  const isNearEnd = ms - range.startMs > (range.endMs - range.startMs) * 0.85;
  return {
    markPoint: {
      silent: true,
      symbol: HOT_SYMBOL,
      symbolSize: MARK_PX,
      symbolOffset: [0, stacked ? 0 : -(MARK_PX + 3)],
      itemStyle: { color: theme.hot, borderColor: theme.background, borderWidth: stacked ? 2 : 1 },
      label: {
        position: isNearEnd ? 'left' : 'right',
        distance: 3,
        formatter: '{b}',
        color: theme.ink,
        fontSize: fonts.text,
        fontWeight: 'bold',
        textBorderColor: theme.background,
        textBorderWidth: 3,
      },
      data: [
        { name: 'hot', coord: [ms + offsetMinutes * 60_000, stacked ? top - value / 2 : top] },
      ],
    },
  };
}
