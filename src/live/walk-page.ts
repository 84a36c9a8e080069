import type { Session } from '../commands/session.ts';
import { explain } from '../explain.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { type LivePage, openLivePage } from './live-page.ts';
import { openBrowser } from './open-browser.ts';
import { FedWalk } from './walk/fed-walk.ts';

/**
 * The live page of the walk that this process is on. It is told of the walk from the first event on,
 * and served from when it is asked for.
 */
export class WalkPage {
  readonly #session: Session;
  readonly #walk: FedWalk;
  #page: LivePage | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#walk = new FedWalk(session.entries);
    this.#walk.tell(session.opened.target);
  }

  /** The same reporter, which also tells the page. */
  toldBy(reporter: Reporter): Reporter {
    const { cloud } = this.#session.workshop;
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
    const { workshop, opened, options, terminal, reporter } = this.#session;
    try {
      this.#page ??= await openLivePage({
        workshop,
        target: opened.target,
        profile: options.profile,
        walk: this.#walk,
        choice: { dashboard: workshop.config.names.dashboard, minutes: undefined },
        port: undefined,
        debug: options.debug,
      });
      reporter.say(`Live page at ${this.#page.url}`);
      await openBrowser(this.#page.url, terminal);
    } catch (error) {
      for (const line of explain(error, options.debug)) reporter.say(line);
    }
  }

  async close(): Promise<void> {
    await this.#page?.close();
  }
}
