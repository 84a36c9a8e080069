import type { MappedHeat, MappedShard, ShardMap } from './shard-map.ts';
import { grouped, markWord, percent, shardName, times } from './words.ts';

type Heated = MappedShard & { readonly heat: MappedHeat };

const RELATIONS: readonly MappedHeat['relation'][] = ['saturated', 'relatively hot', 'not hot'];

/** What is to be seen, in one or two sentences. */
export function shardMapSummary({ shards, status }: ShardMap): string {
  const open = shards.filter((shard) => shard.open);
  const closed = shards.length - open.length;
  const known = shards.filter((shard): shard is Heated => shard.heat !== undefined).sort(byHeat);
  const sentences = [
    `${shardCount(open.length)}${closed === 0 ? '' : `, ${closed} closed`}${standing(known, shards.length === 1)}`,
    others(known),
    unknown(open),
    status === 'ACTIVE' ? '' : `The stream is ${status}`,
  ];
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence}.`)
    .join(' ');
}

function shardCount(open: number): string {
  return open === 0 ? 'No open shards' : `${open} open shard${open === 1 ? '' : 's'}`;
}

function unknown(open: readonly MappedShard[]): string {
  const count = open.filter(({ heat }) => heat === undefined).length;
  if (count === 0) return '';
  if (count === open.length) return `${count === 1 ? 'Its' : 'Their'} heat is not known`;
  return `The heat of ${count} is not known`;
}

function standing(known: readonly Heated[], isAlone: boolean): string {
  const [first] = known;
  if (first === undefined) return '';
  const { heat, open } = first;
  const share = `${percent(heat.share)} of the records, ${times(heat)} times its fair share`;
  if (markWord(heat) === '') {
    if (heat.records === 0) return ', without records';
    return isAlone
      ? ', which takes every record'
      : `; none is hot: ${shardName(first)} leads with ${share}`;
  }
  const [is, has] = open ? ['is', 'has'] : ['was', 'had'];
  const name = open ? shardName(first) : `${shardName(first)}, now closed,`;
  const refused = heat.throttled > 0 ? `refused ${grouped(heat.throttled)} writes and ` : '';
  return `; ${name} ${is} ${heat.relation}: it ${refused}${has} ${share}`;
}

function others([, ...rest]: readonly Heated[]): string {
  const more = rest.filter(({ open, heat }) => open && markWord(heat) !== '').length;
  return more === 0 ? '' : `${more} more ${more === 1 ? 'is' : 'are'} hot`;
}

/** Saturated ones first, by what they refused; then the hot ones, then the others, by load. */
function byHeat({ heat: a }: Heated, { heat: b }: Heated): number {
  return (
    RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation) ||
    b.throttled - a.throttled ||
    b.timesFairShare - a.timesFairShare
  );
}
