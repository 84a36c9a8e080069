import { type Chart, chartOf } from '../../../charts/chart.ts';
import { shardName } from '../../../charts/shard-map/words.ts';
import { type Diagnosis, heaviestKeys, hotSpotOf } from '../../diagnosis/diagnosis.ts';
import { witnessSentence } from '../../diagnosis/sentences.ts';
import { keyTable } from '../../diagnosis/tables.ts';
import { bytesText, keyText } from '../../diagnosis/units.ts';
import { grouped } from '../../grouped.ts';
import type { HotSpot } from '../../insight/heat.ts';
import { type Measure, SHARD_TAKES_PER_SECOND } from '../../insight/load.ts';
import { MINUTE_MS, minuteText, windowText } from '../../minutes.ts';
import { KEYS_TOLD, toldOf } from '../diagnosis/told.ts';
import { type Figure, figures } from './drawing.ts';
import { command, heading, list, paragraph, table } from './markup.ts';
import { page } from './page.ts';

/** More lines than these are not told apart. */
const SHARDS_DRAWN = 8;
/** More points than these fall together on a chart of this width. */
const POINTS_DRAWN = 300;
const SECOND_MS = 1_000;

/** The whole diagnosis as one self-contained file. */
export function diagnosisPage(diagnosis: Diagnosis, cliOptions: string): string {
  const { stream, window } = diagnosis;
  const { finding, reasons, ways, tables, unseen } = toldOf(diagnosis, cliOptions);
  const spot = hotSpotOf(diagnosis);
  const day = minuteText(window.startMs).slice(0, 10);
  return page(`Hot shards of stream ${stream}`, [
    paragraph(`${day}, ${windowText(window)}: ${witnessSentence(diagnosis)}`, 'quiet'),
    paragraph(finding, 'finding'),
    ...reasons.map((reason) => paragraph(reason)),
    ...ways.flatMap(({ sentence, commands }) => [paragraph(sentence), ...commands.map(command)]),
    ...(spot === undefined
      ? []
      : [figures([byMinute(diagnosis, spot), bySecond(diagnosis, spot), byKey(diagnosis, spot)])]),
    heading('In numbers'),
    ...tables.map(table),
    heading('What could not be seen'),
    unseen.length === 0 ? paragraph('Nothing was out of sight.') : list(unseen),
  ]);
}

function byMinute({ traffic, heat, window }: Diagnosis, spot: HotSpot): Figure {
  const { measure, shard: hot } = spot;
  const drawn = [...heat.shards]
    .sort((a, b) => b.load[measure] - a.load[measure])
    .slice(0, SHARDS_DRAWN);
  const ids = drawn.map(({ shardId }) => shardId);
  const loadAt = (shardId: string, minute: number) =>
    traffic.get(shardId)?.minutes.get(minute)?.[measure] ?? 0;
  const minutes: number[] = [];
  for (let at = window.startMs; at < window.endMs; at += MINUTE_MS) minutes.push(at);
  return {
    caption: `${unit(measure)} each minute, by shard`,
    chart: chartFromZero({
      range: window,
      lines: ids.map((shardId) => ({
        label: shardName({ shardId }),
        hot: shardId === hot.shardId && isHot(hot),
        periodMs: MINUTE_MS,
        points: minutes.map((at) => [at, loadAt(shardId, at)] as const),
      })),
    }),
    numbers: {
      caption: `${unit(measure)} each minute`,
      head: ['minute', ...ids],
      rows: minutes.map((at) => [
        minuteText(at),
        ...ids.map((shardId) => amount(loadAt(shardId, at), measure)),
      ]),
    },
  };
}

/** Of the hot shard alone; of a long window the busiest second of each stretch. */
function bySecond({ traffic, window }: Diagnosis, spot: HotSpot): Figure {
  const { measure, shard } = spot;
  const seconds = [...(traffic.get(shard.shardId)?.seconds ?? [])].map(
    ([at, load]) => [at, load[measure]] as const,
  );
  const span = (window.endMs - window.startMs) / SECOND_MS;
  const periodMs = Math.ceil(span / POINTS_DRAWN) * SECOND_MS;
  const busiest = new Map<number, number>();
  for (let at = window.startMs; at < window.endMs; at += periodMs) busiest.set(at, 0);
  for (const [at, value] of seconds) {
    const stretch = window.startMs + Math.floor((at - window.startMs) / periodMs) * periodMs;
    busiest.set(stretch, Math.max(busiest.get(stretch) ?? 0, value));
  }
  const limit = SHARD_TAKES_PER_SECOND[measure];
  const top = [...seconds].sort(([, a], [, b]) => b - a).slice(0, KEYS_TOLD);
  return {
    caption: `${unit(measure)} in a second, ${shardName(shard)}`,
    chart: chartFromZero({
      range: window,
      lines: [{ label: shardName(shard), hot: isHot(shard), periodMs, points: [...busiest] }],
      levels: [{ value: limit, label: `limit: ${amount(limit, measure)}`, side: 'left' }],
      legend: 'hidden',
    }),
    numbers: {
      caption: 'The busiest seconds',
      head: ['second', unit(measure).toLowerCase()],
      rows: top.map(([at, value]) => [
        new Date(at).toISOString().slice(11, 19),
        amount(value, measure),
      ]),
    },
  };
}

function byKey(diagnosis: Diagnosis, spot: HotSpot): Figure {
  const { window, finding } = diagnosis;
  const { measure, shard } = spot;
  const hotKeys = finding.kind === 'one key' ? finding.heaviest.partitionKeys : [];
  return {
    caption: `Heaviest keys by ${measure}, ${shardName(shard)}`,
    chart: chartFromZero({
      view: 'bar',
      range: window,
      lines: heaviestKeys(diagnosis, measure, KEYS_TOLD).map(({ partitionKey, load }) => ({
        label: keyText(partitionKey),
        hot: hotKeys.includes(partitionKey),
        periodMs: window.endMs - window.startMs,
        points: [[window.startMs, load[measure]]],
      })),
    }),
    numbers: keyTable(diagnosis, spot, measure, KEYS_TOLD),
  };
}

/** The hottest shard need not be hot. */
function isHot({ relation }: HotSpot['shard']): boolean {
  return relation !== 'not hot';
}

/** Its caption stands beside it. */
function chartFromZero(particulars: Pick<Chart, 'range' | 'lines'> & Partial<Chart>): Chart {
  return chartOf({ title: '', axes: { left: { min: 0 }, right: {} }, ...particulars });
}

function unit(measure: Measure): string {
  return measure === 'bytes' ? 'Bytes' : 'Records';
}

function amount(value: number, measure: Measure): string {
  return measure === 'bytes' ? bytesText(value) : grouped(value);
}
