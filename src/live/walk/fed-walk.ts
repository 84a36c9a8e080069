import type { CatalogueEntry, WorkshopEvent } from '../../contract.ts';
import type { WalkModel } from '../models.ts';
import { type See, Shown } from '../shown.ts';
import { endedWalk, type GoOn, newWalk, walkAfter } from './walk-reducer.ts';

/** A step tells of its traffic many times a second; nobody reads faster than this. */
const AT_MOST_EVERY_MS = 100;

const goOn = () => 'go on in the terminal of the workshop';

/** The walk that this process is on, as its own events tell of it. Nothing is judged for it. */
export class FedWalk {
  readonly #entries: readonly CatalogueEntry[];
  readonly #shown = new Shown<WalkModel>();
  #walk: WalkModel;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(entries: readonly CatalogueEntry[]) {
    this.#entries = entries;
    this.#walk = newWalk(entries, goOn);
    this.#shown.show(this.#walk);
  }

  tell(event: WorkshopEvent): void {
    this.#walk = walkAfter(this.#walk, event, this.#entries, goOn);
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      this.#shown.show(this.#walk);
    }, AT_MOST_EVERY_MS);
  }

  /** Shows how the walk ended, and how it can be gone on with. */
  end(goOnLater: GoOn): void {
    clearTimeout(this.#due);
    this.#shown.show(endedWalk(this.#walk, this.#entries, goOnLater));
  }

  watch(see: See): () => void {
    return this.#shown.watch(see);
  }
}
