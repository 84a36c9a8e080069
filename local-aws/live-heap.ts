import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

const GIB = 1024 ** 3;

type Collection = PerformanceEntry & { readonly detail: { readonly kind: number } };

/** What everything that is no record may take: never so much that the process ends for it. */
export function heapBytes(): number {
  return Math.min(GIB, getHeapStatistics().heap_size_limit / 2);
}

/** What is alive on this process's JavaScript heap, as V8 found when it last went through all of it. */
export class LiveHeap {
  #bytes = 0;
  readonly #observer = new PerformanceObserver((list) => {
    const collections = list.getEntries() as Collection[];
    const isWhole = ({ detail }: Collection) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
    if (collections.some(isWhole)) this.#bytes = getHeapStatistics().used_heap_size;
  });

  constructor(readonly limitBytes: number = heapBytes()) {}

  get bytes(): number {
    return this.#bytes;
  }

  get isFull(): boolean {
    return this.#bytes > this.limitBytes;
  }

  watch(): void {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  unwatch(): void {
    this.#observer.disconnect();
  }

  /** Something has been given back; how much, V8 finds out the next time. */
  supposeRoom(): void {
    this.#bytes = 0;
  }
}
