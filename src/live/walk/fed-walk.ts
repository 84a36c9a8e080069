import type { CatalogueEntry, WorkshopEvent } from '../../contract.ts';
import type { WalkModel } from '../models.ts';
import { type See, Shown } from '../shown.ts';
import { newWalk, walkAfter } from './walk-reducer.ts';

/** A step tells of its traffic many times a second; nobody reads faster than this. */
const AT_MOST_EVERY_MS = 100;

const goOn = () => 'go on in the terminal of the workshop';

/** The walk that this process is on, as its own events tell of it. Nothing is judged for it. */
export class FedWalk {
  readonly #entries: readonly CatalogueEntry[];
  readonly #shown = new Shown<WalkModel>();
  #walk: WalkModel;
  #isDue = false;

  constructor(entries: readonly CatalogueEntry[]) {
    this.#entries = entries;
    this.#walk = newWalk(entries, goOn);
    this.#shown.show(this.#walk);
  }

  tell(event: WorkshopEvent): void {
    this.#walk = walkAfter(this.#walk, event, this.#entries, goOn);
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.#shown.show(this.#walk);
    }, AT_MOST_EVERY_MS);
  }

  watch(see: See): () => void {
    return this.#shown.watch(see);
  }
}
