import { useEffect, useRef, useState } from 'preact/hooks';
import type { LiveModels } from '../src/live/models.ts';

type Models = Partial<LiveModels>;

interface Props {
  readonly models: Models;
  /** What has changed, in sentences. */
  readonly newsBetween: (before: Models, after: Models) => string[];
}

/** Verdicts come one by one: those of so long are told together. */
const TOGETHER_MS = 2_000;
/** A log is read out as it grows; what was read long ago goes. */
const MOST_KEPT = 20;

/** Says politely, to those who do not see it, what has changed. */
export function Announcer({ models, newsBetween }: Props) {
  const [log, setLog] = useState<readonly string[]>([]);
  const newest = useRef(models);
  const told = useRef(models);
  useEffect(() => {
    newest.current = models;
    // What comes first is no news.
    told.current = { ...models, ...told.current };
  }, [models]);
  useEffect(() => {
    const tell = setInterval(() => {
      const news = newsBetween(told.current, newest.current);
      told.current = newest.current;
      if (news.length > 0) setLog((before) => [...before, ...news]);
    }, TOGETHER_MS);
    return () => clearInterval(tell);
  }, [newsBetween]);
  return (
    <div class="unseen" role="log" aria-label="What has changed">
      {log.map((sentence, at) => <p key={at}>{sentence}</p>).slice(-MOST_KEPT)}
    </div>
  );
}
