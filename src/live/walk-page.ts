import type { Options } from '../cli/options.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { CatalogueEntry, Workshop } from '../contract.ts';
import { explain } from '../explain.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { type LivePage, openLivePage } from './live-page.ts';
import { openBrowser } from './open-browser.ts';
import { FedWalk } from './walk/fed-walk.ts';
import { goOnWith } from './walk/go-on.ts';

/** A command that walks. */
export interface Walking {
  readonly options: Pick<Options, 'profile' | 'debug'>;
  readonly terminal: Pick<Terminal, 'stdinIsTty' | 'stdoutIsTty'>;
  readonly workshop: Workshop;
  readonly entries: readonly CatalogueEntry[];
  readonly reporter: Pick<Reporter, 'say'>;
}

/**
 * The live page of the walk that this process is on. It is told of the walk from the first event on,
 * and served from when it is asked for.
 */
export class WalkPage {
  readonly #walking: Walking;
  readonly #walk: FedWalk;
  #page: LivePage | undefined;

  constructor(walking: Walking) {
    this.#walking = walking;
    this.#walk = new FedWalk(walking.entries);
  }

  /** The same reporter, which also tells the page. */
  toldBy(reporter: Reporter): Reporter {
    const { cloud } = this.#walking.workshop;
    return {
      ...reporter,
      report: (event) => {
        reporter.report(event);
        this.#walk.tell(event);
        this.#page?.setTime(cloud.now());
      },
    };
  }

  /** Also shows a page again that is served already. One that can not be opened ends no walk. */
  async open(): Promise<void> {
    const { workshop, options, terminal, reporter } = this.#walking;
    try {
      this.#page ??= await openLivePage({
        workshop,
        profile: options.profile,
        walk: this.#walk,
        choice: { dashboard: workshop.config.names.dashboard, minutes: undefined },
        port: undefined,
        debug: options.debug,
      });
      for (const line of this.#page.told) reporter.say(line);
      await openBrowser(this.#page.url, terminal);
    } catch (error) {
      for (const line of explain(error, options.debug)) reporter.say(line);
    }
  }

  async close(): Promise<void> {
    this.#walk.end(goOnWith(this.#walking.workshop));
    const page = this.#page;
    this.#page = undefined;
    await page?.close();
  }
}
