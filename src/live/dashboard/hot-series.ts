import type { WidgetSeries } from '../../../charts/widget/widget-chart.ts';
import type { WidgetQuery } from '../../../charts/widget/widget-queries.ts';
import type { Config } from '../../contract.ts';
import { hotShards } from '../../insight/hot-shards.ts';

/** Shard-level metrics whose sum is a volume. */
const VOLUMES = ['IncomingRecords', 'IncomingBytes', 'OutgoingRecords', 'OutgoingBytes'];

/** A series that tells of one shard's volume, with what else has to be alike to compare it. */
interface ShardSeries {
  readonly series: WidgetSeries;
  readonly shardId: string;
  readonly volume: string;
}

/** Marks the shards that were hot, where a widget's series tell shards apart by the sums of a volume. */
export function markHot(
  queries: readonly WidgetQuery[],
  series: readonly WidgetSeries[],
  rule: Pick<Config['dominance'], 'minLead' | 'minMinutes'>,
): WidgetSeries[] {
  const ofShards = queries.flatMap((row) => shardSeries(row, series));
  const hot = new Set(
    [...new Set(ofShards.map(({ volume }) => volume))].flatMap((volume) => {
      const alike = ofShards.filter((one) => one.volume === volume);
      const counts = new Map(alike.map((one) => [one.shardId, new Map(one.series.points)]));
      const hotIds = hotShards(counts, rule, alike[0]?.series.periodMs);
      return alike.flatMap((one) => (hotIds.includes(one.shardId) ? one.series : []));
    }),
  );
  return series.map((one) => (hot.has(one) ? { ...one, hot: true } : one));
}

function shardSeries({ query }: WidgetQuery, all: readonly WidgetSeries[]): ShardSeries[] {
  const own = all.filter(({ id }) => id === query.Id);
  if (query.MetricStat !== undefined) {
    const { Metric, Stat } = query.MetricStat;
    const { StreamName, ShardId } = Object.fromEntries(
      (Metric?.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]),
    );
    const isVolume =
      Metric?.Namespace === 'AWS/Kinesis' && VOLUMES.includes(`${Metric.MetricName}`);
    if (!isVolume || Stat !== 'Sum' || ShardId === undefined) return [];
    const volume = `${Metric.MetricName} ${StreamName}`;
    return own.map((series) => ({ series, shardId: ShardId, volume }));
  }
  const search = readSearch(query.Expression ?? '');
  if (search === undefined) return [];
  return own.flatMap((series) => {
    const [shardId] = /shardId-\d{12}/.exec(series.label) ?? [];
    if (shardId === undefined) return [];
    // What else a label names is the stream, where the search finds several.
    const stream = search.namesStream ? '' : series.label.replace(shardId, '');
    return [{ series, shardId, volume: `${search.volume} ${query.Id} ${stream}` }];
  });
}

const SEARCH =
  /^\s*SEARCH\(\s*'\{"?AWS\/Kinesis"?,([^}]*)\}((?:[^'\\]|\\.)*)'\s*,\s*'Sum'[^)]*\)\s*$/;

/** A search for the sums of one volume of shards of which nothing else is made. */
function readSearch(expression: string): { volume: string; namesStream: boolean } | undefined {
  const [, dimensions = '', terms = ''] = SEARCH.exec(expression) ?? [];
  if (!dimensions.split(',').some((name) => name.trim() === 'ShardId')) return undefined;
  const [volume, another] = VOLUMES.filter((name) => new RegExp(`\\b${name}\\b`).test(terms));
  if (volume === undefined || another !== undefined) return undefined;
  return { volume, namesStream: /\bStreamName\s*=/.test(terms) };
}
