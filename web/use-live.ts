import { useEffect, useState } from 'preact/hooks';
import type { LiveModels } from '../src/live/models.ts';
import { type Choice, queryOf } from './choice.ts';

export interface Live {
  /** What came so far. */
  readonly models: Partial<LiveModels>;
  /** Whether the dashboard is still that of an earlier choice. */
  readonly isChanging: boolean;
  /** False while the page's own server can not be reached. */
  readonly connected: boolean;
}

const MODELS: readonly (keyof LiveModels)[] = [
  'cloud',
  'dashboard',
  'shards',
  'walk',
  'class',
  'member',
];
/** A browser would go on by itself, but later, and not where it was answered by an error. */
const AGAIN_MS = 1_000;
/** The server tells the time every 10 s: who is silent for longer has stopped, though connected. */
const SILENT_MS = 25_000;

export function useLive(choice: Choice): Live {
  const [models, setModels] = useState<Partial<LiveModels>>({});
  const [shownQuery, setShownQuery] = useState<string>();
  const [connected, setConnected] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const query = queryOf(choice);
  useEffect(() => {
    const source = new EventSource(`/events${query}`);
    let next: ReturnType<typeof setTimeout>;
    const lose = () => {
      source.close();
      setConnected(false);
      clearTimeout(next);
      next = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS);
    };
    const expectMore = () => {
      clearTimeout(next);
      next = setTimeout(lose, SILENT_MS);
    };
    expectMore();
    source.onopen = () => setConnected(true);
    source.onerror = lose;
    for (const name of MODELS) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        expectMore();
        setModels((before) => ({ ...before, [name]: JSON.parse(data) }));
        if (name === 'dashboard') setShownQuery(query);
      });
    }
    return () => {
      clearTimeout(next);
      source.close();
    };
  }, [query, attempt]);
  return { models, isChanging: shownQuery !== query, connected };
}
