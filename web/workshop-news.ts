import type { LiveModels } from '../src/live/models.ts';
import { reshardSentence, reshards } from './shard-map/reshards.ts';
import { verdictNews } from './walk/verdict-news.ts';

/** What has happened to the shards and to the walk, in sentences. */
export function workshopNews(before: Partial<LiveModels>, after: Partial<LiveModels>): string[] {
  const [oldMap, newMap] = [before.shards?.map, after.shards?.map];
  return [
    ...(oldMap && newMap ? reshards(oldMap, newMap).map(reshardSentence) : []),
    ...(before.walk && after.walk ? verdictNews(before.walk, after.walk) : []),
  ];
}
