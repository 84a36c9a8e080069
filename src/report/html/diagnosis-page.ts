import { planByHand } from '../../cooling/plan-commands.ts';
import { type Diagnosis, heaviestKeys, hotSpotOf } from '../../diagnosis/diagnosis.ts';
import {
  adviceSentence,
  evidenceSentence,
  findingSentence,
  splitCommand,
  witnessSentence,
} from '../../diagnosis/sentences.ts';
import { keyTable, shardTable } from '../../diagnosis/tables.ts';
import { bytesText, keyText } from '../../diagnosis/units.ts';
import { grouped } from '../../grouped.ts';
import type { HotSpot } from '../../insight/heat.ts';
import { MEASURES, type Measure, SHARD_TAKES_PER_SECOND } from '../../insight/load.ts';
import { minuteText, windowText } from '../../minutes.ts';
import {
  command,
  type Figure,
  figures,
  heading,
  list,
  type Markup,
  page,
  paragraph,
  table,
} from './page.ts';

/** What a chart shows; who draws it knows how. */
export interface PageChart {
  readonly kind: 'lines' | 'bars';
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly {
    readonly label: string;
    readonly hot: boolean;
    /** oldest first: milliseconds since the epoch, and the value */
    readonly points: readonly (readonly [number, number])[];
    readonly periodMs: number;
  }[];
  /** A limit to compare with. */
  readonly level?: { readonly value: number; readonly label: string };
}

/** Gives SVG of the page's chart size. */
export type DrawChart = (chart: PageChart) => string;

const KEYS = 10;
/** More lines than these are not told apart. */
const SHARDS_DRAWN = 8;
/** More points than these fall together on a chart of this width. */
const POINTS_DRAWN = 300;
const SECOND_MS = 1_000;

/** The whole diagnosis as one self-contained file. */
export function diagnosisPage(
  diagnosis: Diagnosis,
  cliOptions: string,
  drawChart: DrawChart,
): string {
  const { stream, window, unseen } = diagnosis;
  const spot = hotSpotOf(diagnosis);
  const split = splitCommand(diagnosis, cliOptions);
  const plan = planByHand(diagnosis, cliOptions);
  const keys =
    spot === undefined ? [] : MEASURES.map((measure) => keyTable(diagnosis, spot, measure, KEYS));
  const body: Markup[] = [
    paragraph(
      `${minuteText(window.startMs).slice(0, 10)}, ${windowText(window)}: ${witnessSentence(diagnosis)}`,
      'quiet',
    ),
    paragraph(findingSentence(diagnosis), 'finding'),
    paragraph(evidenceSentence(diagnosis)),
    paragraph(adviceSentence(diagnosis)),
    ...(split === undefined ? [] : [command(split)]),
    ...(plan === undefined || plan.splits === 1
      ? []
      : [paragraph(plan.sentence), ...plan.commands.map(command)]),
    ...(spot === undefined ? [] : [figures(figuresOf(diagnosis, spot, drawChart))]),
    heading('In numbers'),
    ...[shardTable(diagnosis), ...keys].map(table),
    heading('What could not be seen'),
    unseen.length === 0
      ? paragraph('Nothing was out of sight.')
      : list(unseen.map(({ text }) => text)),
  ];
  return page(`Hot shards of stream ${stream}`, body);
}

function figuresOf(diagnosis: Diagnosis, spot: HotSpot, draw: DrawChart): Figure[] {
  return [
    byMinute(diagnosis, spot, draw),
    bySecond(diagnosis, spot, draw),
    byKey(diagnosis, spot, draw),
  ];
}

function byMinute({ traffic, heat, window }: Diagnosis, spot: HotSpot, draw: DrawChart): Figure {
  const { measure, shard: hot } = spot;
  const drawn = [...heat.shards]
    .sort((a, b) => b.load[measure] - a.load[measure])
    .slice(0, SHARDS_DRAWN);
  const ids = drawn.map(({ shardId }) => shardId);
  const loadAt = (shardId: string, minute: number) =>
    traffic.get(shardId)?.minutes.get(minute)?.[measure] ?? 0;
  const minutes: number[] = [];
  for (let at = window.startMs; at < window.endMs; at += 60 * SECOND_MS) minutes.push(at);
  return {
    caption: `${unit(measure)} each minute, by shard`,
    svg: draw({
      kind: 'lines',
      ...window,
      lines: ids.map((shardId) => ({
        label: shardId,
        hot: shardId === hot.shardId,
        periodMs: 60 * SECOND_MS,
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
function bySecond({ traffic, window }: Diagnosis, spot: HotSpot, draw: DrawChart): Figure {
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
  const top = [...seconds].sort(([, a], [, b]) => b - a).slice(0, KEYS);
  return {
    caption: `${unit(measure)} in a second, ${shard.shardId}`,
    svg: draw({
      kind: 'lines',
      ...window,
      lines: [{ label: shard.shardId, hot: true, periodMs, points: [...busiest] }],
      level: { value: limit, label: `limit: ${amount(limit, measure)}` },
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

function byKey(diagnosis: Diagnosis, spot: HotSpot, draw: DrawChart): Figure {
  const { window } = diagnosis;
  const { measure, shard } = spot;
  return {
    caption: `Heaviest keys by ${measure}, ${shard.shardId}`,
    svg: draw({
      kind: 'bars',
      ...window,
      lines: heaviestKeys(diagnosis, measure, KEYS).map(({ partitionKey, load }, index) => ({
        label: keyText(partitionKey),
        hot: index === 0,
        periodMs: window.endMs - window.startMs,
        points: [[window.startMs, load[measure]]],
      })),
    }),
    numbers: keyTable(diagnosis, spot, measure, KEYS),
  };
}

function unit(measure: Measure): string {
  return measure === 'bytes' ? 'Bytes' : 'Records';
}

function amount(value: number, measure: Measure): string {
  return measure === 'bytes' ? bytesText(value) : grouped(value);
}
