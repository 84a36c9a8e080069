import { listen } from '../cli/listen.ts';
import { ROOT } from '../cli/root.ts';
import type { ClassStanding } from '../contract.ts';
import { bundlePage } from './bundle.ts';
import { ClassSight, type ClassSightOptions } from './class/class-sight.ts';
import { FIRST_PORT } from './live-page.ts';
import { startPageServer } from './server.ts';

export interface ClassPage {
  readonly url: string;
  show(standing: ClassStanding): void;
  /** Shows viewers how the class stands in the end, and ends. */
  close(): Promise<void>;
}

/**
 * Serves the live page of a class, on this machine alone, until it is closed. It asks AWS nothing:
 * it shows what it is told.
 *
 * @param standing what is known at the start, without identities unless they were asked for
 */
export async function openClassPage(
  options: ClassSightOptions & { readonly debug: boolean },
  standing: ClassStanding,
): Promise<ClassPage> {
  const sight = new ClassSight(options, standing);
  const files = await bundlePage(ROOT, options.debug);
  const start = (port: number) => startPageServer({ port, files, sight, dashboard: '' });
  const server = await listen(undefined, start, FIRST_PORT);
  return {
    url: server.url,
    show: (now) => sight.show(now),
    close: async () => {
      sight.end();
      await server.close();
    },
  };
}
