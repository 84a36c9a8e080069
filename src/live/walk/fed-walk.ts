import type { CatalogueEntry, WorkshopEvent } from '../../contract.ts';
import type { WalkModel } from '../models.ts';
import { type See, Shown } from '../shown.ts';
import { walkReducer } from './walk-reducer.ts';

/** A step tells of its traffic many times a second; nobody reads faster than this. */
const AT_MOST_EVERY_MS = 100;

const GO_ON = 'go on in the terminal of the workshop';

/** The walk that this process is on, as its own events tell of it. Nothing is judged for it. */
export class FedWalk {
  readonly #reduce;
  readonly #shown = new Shown<WalkModel>();
  #walk: WalkModel | undefined;
  #isDue = false;

  constructor(entries: readonly CatalogueEntry[]) {
    this.#reduce = walkReducer(entries, () => GO_ON);
  }

  tell(event: WorkshopEvent): void {
    this.#walk = this.#reduce(this.#walk, event);
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      if (this.#walk !== undefined) this.#shown.show(this.#walk);
    }, AT_MOST_EVERY_MS);
  }

  watch(see: See): () => void {
    return this.#shown.watch(see);
  }
}
