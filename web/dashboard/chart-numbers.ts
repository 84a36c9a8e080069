import { type Chart, nameOf } from '../../charts/chart.ts';
import { newest } from '../../charts/newest.ts';
import { fullNumber } from '../../charts/numbers.ts';
import { minuteText } from '../minute-text.ts';

export interface Numbers {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a longer table would have; '' where it is whole. */
  readonly left: string;
}

const MOST_ROWS = 200;
const MOST_LINES = 50;

/** What a chart shows, in numbers: a row a moment, the newest first, or a row a line. */
export function chartNumbers(chart: Chart): Numbers {
  return chart.view === 'timeSeries' ? overTime(chart) : newestOnes(chart);
}

function overTime({ lines, offsetMinutes }: Chart): Numbers {
  const shown = lines.slice(0, MOST_LINES);
  const values = shown.map(({ points }) => new Map(points));
  const moments = [...new Set(shown.flatMap(({ points }) => points.map(([ms]) => ms)))].sort(
    (a, b) => b - a,
  );
  const zone = offsetMinutes === 0 ? 'Time (UTC)' : 'Time';
  return {
    head: [zone, ...shown.map(nameOf)],
    rows: moments.slice(0, MOST_ROWS).map((ms) => [
      minuteText(ms + offsetMinutes * 60_000),
      ...values.map((ofLine) => {
        const value = ofLine.get(ms);
        return value === undefined ? '–' : fullNumber(value);
      }),
    ]),
    left: [
      leftOut(moments.length, MOST_ROWS, 'moments, the newest'),
      leftOut(lines.length, MOST_LINES, 'lines'),
    ]
      .filter((text) => text !== '')
      .join(' '),
  };
}

function newestOnes({ lines }: Chart): Numbers {
  return {
    head: ['Line', 'Newest value'],
    rows: lines.slice(0, MOST_ROWS).map((line) => {
      const value = newest(line);
      return [nameOf(line), value === undefined ? '–' : fullNumber(value)];
    }),
    left: leftOut(lines.length, MOST_ROWS, 'lines'),
  };
}

function leftOut(count: number, most: number, what: string): string {
  return count > most ? `${most} of ${count} ${what}.` : '';
}
