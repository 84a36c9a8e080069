import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShardsModel, WalkModel } from '../src/live/models.ts';
import { reshardSentence, reshards } from './shard-map/reshards.ts';
import { verdictNews } from './walk/verdict-news.ts';

interface Props {
  readonly shards: ShardsModel | undefined;
  readonly walk: WalkModel | undefined;
}

/** A log is read out as it grows; what was read long ago goes. */
const MOST_KEPT = 20;

/** Says politely, to those who do not see it, what has changed. */
export function Announcer({ shards, walk }: Props) {
  const [news, setNews] = useState<readonly string[]>([]);
  const before = useRef<Props>({ shards: undefined, walk: undefined });
  useEffect(() => {
    const { shards: oldShards, walk: oldWalk } = before.current;
    before.current = { shards, walk };
    const sentences = [
      ...(oldShards?.map && shards?.map
        ? reshards(oldShards.map, shards.map).map(reshardSentence)
        : []),
      ...(oldWalk && walk ? verdictNews(oldWalk, walk) : []),
    ];
    if (sentences.length > 0) setNews((told) => [...told, ...sentences]);
  }, [shards, walk]);
  return (
    <div class="unseen" role="log" aria-label="What has changed">
      {news.map((sentence, at) => <p key={at}>{sentence}</p>).slice(-MOST_KEPT)}
    </div>
  );
}
