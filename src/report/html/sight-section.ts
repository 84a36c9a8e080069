import { chartOf } from '../../../charts/chart.ts';
import { shardName } from '../../../charts/shard-map/words.ts';
import type { Table } from '../../contract.ts';
import { grouped } from '../../grouped.ts';
import { type CountsByMinute, total, totalsByShard } from '../../insight/counts.ts';
import { isEmpty, MINUTE_MS, minuteText } from '../../minutes.ts';
import type { Seen, StreamSight } from '../../picture/seen.ts';
import { type Figure, mapFigure, wideFigure } from './drawing.ts';
import { heading, type Markup, paragraph } from './markup.ts';

/** As many as have a colour of their own. */
const SHARDS_DRAWN = 10;

/** What AWS showed of the stream: its map, and its shards over time. */
export function sightSection(seen: Seen): Markup[] {
  if ('problem' in seen) return [heading('The stream'), paragraph(seen.problem)];
  const { map, seenAtMs, window, records, refused } = seen;
  return [
    heading(`Stream ${map.stream}`),
    paragraph(`As AWS showed it at ${minuteText(seenAtMs)} by its own clock.`, 'quiet'),
    mapFigure(map),
    ...map.unknown.map((text) => paragraph(text, 'quiet')),
    ...(isEmpty(window)
      ? []
      : [wideFigure(overTime('Records accepted each minute, by shard', records, seen))]),
    ...(total(refused) === 0
      ? [
          paragraph(
            isCounted(refused) ? 'No write was refused in the minutes that were counted.' : '',
          ),
        ]
      : [wideFigure(overTime('Writes refused each minute, by shard', refused, seen))]),
  ];
}

/** Without a datapoint nobody knows; the map tells why. */
function isCounted(counts: CountsByMinute): boolean {
  return [...counts.values()].some((minutes) => minutes.size > 0);
}

function overTime(
  caption: string,
  counts: CountsByMinute,
  { window, hotShardIds }: StreamSight,
): Figure {
  const ids = heaviest(counts);
  const { startMs, endMs } = window;
  const inWindow = (at: number) => startMs <= at && at < endMs;
  const lines = ids.map((shardId) => ({
    label: shardName({ shardId }),
    hot: hotShardIds.includes(shardId),
    periodMs: MINUTE_MS,
    points: [...(counts.get(shardId) ?? [])]
      .filter(([at]) => inWindow(at))
      .sort(([a], [b]) => a - b),
  }));
  const chart = chartOf({
    title: '',
    range: { startMs, endMs: Math.max(endMs - MINUTE_MS, startMs + MINUTE_MS) },
    lines,
    axes: { left: { min: 0 }, right: {} },
  });
  return {
    caption: `${caption}, UTC${moreThan(counts)}`,
    chart,
    numbers: numbersOf(ids, counts, inWindow),
  };
}

function heaviest(counts: CountsByMinute): string[] {
  return busyShards(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHARDS_DRAWN)
    .map(([shardId]) => shardId)
    .sort();
}

function moreThan(counts: CountsByMinute): string {
  const { length } = busyShards(counts);
  return length <= SHARDS_DRAWN ? '' : `; the ${SHARDS_DRAWN} with the most, of ${length} shards`;
}

function busyShards(counts: CountsByMinute): [string, number][] {
  return Object.entries(totalsByShard(counts)).filter(([, count]) => count > 0);
}

function numbersOf(
  ids: readonly string[],
  counts: CountsByMinute,
  inWindow: (at: number) => boolean,
): Table {
  const minutes = [...new Set(ids.flatMap((shardId) => [...(counts.get(shardId)?.keys() ?? [])]))];
  return {
    caption: 'By minute; none is a minute that CloudWatch has nothing of',
    head: ['minute', ...ids.map((shardId) => shardName({ shardId }))],
    rows: minutes
      .filter(inWindow)
      .sort((a, b) => a - b)
      .map((at) => [
        minuteText(at),
        ...ids.map((shardId) => {
          const count = counts.get(shardId)?.get(at);
          return count === undefined ? 'none' : grouped(count);
        }),
      ]),
  };
}
