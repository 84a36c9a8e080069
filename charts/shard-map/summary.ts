import type { MappedHeat, MappedShard, ShardMap } from './shard-map.ts';
import { grouped, percent, shardName, times } from './words.ts';

type Heated = MappedShard & { readonly heat: MappedHeat };

/** What is to be seen, in one or two sentences. */
export function shardMapSummary({ shards, status }: ShardMap): string {
  const open = shards.filter((shard) => shard.open);
  const closed = shards.length - open.length;
  const counts = `${open.length} open shard${open.length === 1 ? '' : 's'}${closed === 0 ? '' : `, ${closed} closed`}`;
  const changing = status === 'ACTIVE' ? '' : ` The stream is ${status}.`;
  return `${counts}; ${heatPhrase(shards)}.${changing}`;
}

function heatPhrase(shards: readonly MappedShard[]): string {
  const known = shards.filter((shard): shard is Heated => shard.heat !== undefined);
  const unknown = shards.some(({ open, heat }) => open && heat === undefined);
  const hot = known.filter(({ heat }) => heat.relation !== 'not hot');
  const first = hottest(hot) ?? hottest(known);
  if (first === undefined) return 'their heat is not known';
  if (known.every(({ heat }) => heat.records === 0)) return 'none has records';
  const more = hot.length > 1 ? `${hot.length} are hot, most of all ` : '';
  const rest = unknown ? '; the heat of others is not known' : '';
  return `${more}${standing(first)}${rest}`;
}

/** A saturated one before those that are only hot. */
function hottest(shards: readonly Heated[]): Heated | undefined {
  const saturated = shards.filter(({ heat }) => heat.relation === 'saturated');
  return (saturated.length > 0 ? saturated : shards).toSorted(
    (a, b) => b.heat.throttled - a.heat.throttled || b.heat.timesFairShare - a.heat.timesFairShare,
  )[0];
}

function standing(shard: Heated): string {
  const { heat, open } = shard;
  const [is, has] = open ? ['is', 'has'] : ['was', 'had'];
  const name = open ? shardName(shard) : `${shardName(shard)}, now closed,`;
  const share = `${has} ${percent(heat.share)} of the records, ${times(heat)} times its fair share`;
  if (heat.relation === 'not hot') return `none is hot: the busiest, ${name} ${share}`;
  const refused = heat.throttled > 0 ? `refused ${grouped(heat.throttled)} writes and ` : '';
  return `${name} ${is} ${heat.relation}: it ${refused}${share}`;
}
