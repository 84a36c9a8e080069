/** Takes a model as JSON. */
export type See = (json: string) => void;

/** A model as it was last shown; who looks at it is told when it has changed. */
export class Shown<Model> {
  readonly #viewers = new Set<See>();
  #json = '';

  get isWatched(): boolean {
    return this.#viewers.size > 0;
  }

  show(model: Model): void {
    const json = JSON.stringify(model);
    if (json === this.#json) return;
    this.#json = json;
    for (const see of this.#viewers) see(json);
  }

  /** Begins with what is shown already. @returns what ends it */
  watch(see: See): () => void {
    this.#viewers.add(see);
    if (this.#json !== '') see(this.#json);
    return () => {
      this.#viewers.delete(see);
    };
  }
}
