import type { ExactKeys, KeyLoad } from './exact-keys.ts';
import { HashBins, type HashLoad } from './hash-loads.ts';
import { isWithin, md5HashKey } from './hash-space.ts';
import { fromKeyId, keyId } from './key-id.ts';
import type { UserRecord } from './kpl.ts';
import { type Load, type PerMeasure, perMeasure, sumLoads } from './load.ts';
import { SpaceSaving } from './space-saving.ts';

/** Goes on where exact counts take too much room: with the heaviest keys, and the load in bins. */
export class SketchedKeys {
  readonly #sketches: PerMeasure<SpaceSaving>;
  readonly #bins: HashBins;
  #outside: Load;

  /** @param sketchKeys keys that are kept, by records and by bytes */
  constructor(exact: ExactKeys, sketchKeys: number) {
    const loads = [...exact.byId()];
    this.#sketches = perMeasure((measure) =>
      SpaceSaving.ofExact(
        loads.map(([id, { load }]) => [id, load[measure]]),
        sketchKeys,
      ),
    );
    this.#bins = new HashBins(exact.range);
    for (const { range, load } of exact.hashLoads()) this.#bins.add(range.start, load);
    this.#outside = exact.outside();
  }

  add({ partitionKey, explicitHashKey, bytes }: UserRecord): void {
    const id = keyId(partitionKey, explicitHashKey);
    this.#sketches.records.add(id, 1);
    this.#sketches.bytes.add(id, bytes);
    const hashKey = explicitHashKey ?? md5HashKey(partitionKey);
    const load = { records: 1, bytes };
    if (isWithin(hashKey, this.#bins.range)) this.#bins.add(hashKey, load);
    else this.#outside = sumLoads([this.#outside, load]);
  }

  get errorBound(): Load {
    return perMeasure((measure) => this.#sketches[measure].errorBound);
  }

  /** Of the keys that are kept by records or by bytes. */
  keyLoads(): KeyLoad[] {
    const { records, bytes } = this.#sketches;
    const ids = new Set([...records.top(), ...bytes.top()].map(({ key }) => key));
    return [...ids].map((id) => {
      const { partitionKey, explicitHashKey } = fromKeyId(id);
      const estimates = perMeasure((measure) => this.#sketches[measure].estimate(id));
      return {
        partitionKey,
        hashKey: explicitHashKey ?? md5HashKey(partitionKey),
        load: perMeasure((measure) => estimates[measure].weight),
        error: perMeasure((measure) => estimates[measure].error),
      };
    });
  }

  hashLoads(): HashLoad[] {
    return this.#bins.loads();
  }

  outside(): Load {
    return this.#outside;
  }
}
