import { type Chart, type Line, nameOf, type View } from '../../charts/chart.ts';
import { newest } from '../../charts/newest.ts';
import { shortNumber } from '../../charts/numbers.ts';

const VIEWS: Readonly<Record<View, string>> = {
  timeSeries: 'Chart over time',
  singleValue: 'Newest values',
  bar: 'Bars of the newest values',
  pie: 'Shares of the newest values',
  gauge: 'Gauge',
};
/** More are left to the table. */
const MOST_LINES = 6;

/** What a chart shows, for those who do not see it. */
export function chartSummary({ title, view, stacked, lines }: Chart): string {
  const kind = `${VIEWS[view]}${stacked ? ', stacked' : ''}: ${title}.`;
  const drawn = lines.filter(({ points }) => points.length > 0);
  if (drawn.length === 0) return `${kind} No data available.`;
  const more = drawn.length - MOST_LINES;
  return [
    kind,
    ...drawn.slice(0, MOST_LINES).map((line) => lineSummary(line, view)),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join(' ');
}

function lineSummary(line: Line, view: View): string {
  const name = nameOf({ ...line, label: line.label.slice(0, 80) });
  const now = shortNumber(newest(line) ?? 0);
  if (view !== 'timeSeries') return `${name}: ${now}.`;
  const highest = line.points.reduce((most, [, value]) => Math.max(most, value), -Infinity);
  return `${name}: newest ${now}, highest ${shortNumber(highest)}.`;
}
