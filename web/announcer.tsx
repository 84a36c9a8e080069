import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShardsModel, WalkModel } from '../src/live/models.ts';
import { reshardSentence, reshards } from './shard-map/reshards.ts';
import { verdictNews } from './walk/verdict-news.ts';

interface Props {
  readonly shards: ShardsModel | undefined;
  readonly walk: WalkModel | undefined;
}

/** Verdicts come one by one: those of so long are told together. */
const TOGETHER_MS = 2_000;
/** A log is read out as it grows; what was read long ago goes. */
const MOST_KEPT = 20;

/** Says politely, to those who do not see it, what has changed. */
export function Announcer({ shards, walk }: Props) {
  const [log, setLog] = useState<readonly string[]>([]);
  const newest = useRef<Props>({ shards, walk });
  const told = useRef<Props>({ shards, walk });
  useEffect(() => {
    newest.current = { shards, walk };
    // What comes first is no news.
    told.current = { shards: told.current.shards ?? shards, walk: told.current.walk ?? walk };
  }, [shards, walk]);
  useEffect(() => {
    const tell = setInterval(() => {
      const news = newsBetween(told.current, newest.current);
      told.current = newest.current;
      if (news.length > 0) setLog((before) => [...before, ...news]);
    }, TOGETHER_MS);
    return () => clearInterval(tell);
  }, []);
  return (
    <div class="unseen" role="log" aria-label="What has changed">
      {log.map((sentence, at) => <p key={at}>{sentence}</p>).slice(-MOST_KEPT)}
    </div>
  );
}

function newsBetween(before: Props, after: Props): string[] {
  const [oldMap, newMap] = [before.shards?.map, after.shards?.map];
  return [
    ...(oldMap && newMap ? reshards(oldMap, newMap).map(reshardSentence) : []),
    ...(before.walk && after.walk ? verdictNews(before.walk, after.walk) : []),
  ];
}
