import { ROOT } from '../../../src/cli/root.ts';
import { bundlePage } from '../../../src/live/bundle.ts';
import type { LiveModels } from '../../../src/live/models.ts';
import { startPageServer } from '../../../src/live/server.ts';
import type { Sight } from '../../../src/live/sight.ts';

export interface Served {
  readonly url: string;
  /** Shows these from now on. */
  show(models: Partial<LiveModels>): void;
  /** Ends the server; afterwards it is back at the same address. */
  whileGone(during: () => Promise<void>): Promise<void>;
}

let bundled: ReturnType<typeof bundlePage> | undefined;

/** Bundled once for the tests of a file. */
export function pageFiles(): ReturnType<typeof bundlePage> {
  bundled ??= bundlePage(ROOT, false);
  return bundled;
}

/** The page with models that a test makes up, from the page's own server. */
export async function withModels(
  models: Omit<LiveModels, 'class' | 'member'>,
  use: (served: Served) => Promise<void>,
): Promise<void> {
  const viewers = new Set<Parameters<Sight['watch']>[1]>();
  let shown: Partial<LiveModels> = models;
  const send = (to: Parameters<Sight['watch']>[1], some: Partial<LiveModels>) => {
    for (const name of ['cloud', 'dashboard', 'shards', 'walk'] as const) {
      if (some[name] !== undefined) to(name, JSON.stringify(some[name]));
    }
  };
  const sight: Pick<Sight, 'watch' | 'showCloud'> = {
    showCloud: () => undefined,
    watch: (_choice, see) => {
      viewers.add(see);
      send(see, shown);
      return () => viewers.delete(see);
    },
  };
  const files = await pageFiles();
  const start = (port: number) =>
    startPageServer({
      port,
      files,
      dashboard: models.dashboard.name,
      sight,
    });
  let server = await start(0);
  const { url } = server;
  try {
    await use({
      url,
      whileGone: async (during) => {
        await server.close();
        await during();
        server = await start(Number(new URL(url).port));
      },
      show: (some) => {
        shown = { ...shown, ...some };
        for (const see of viewers) send(see, some);
      },
    });
  } finally {
    await server.close();
  }
}
