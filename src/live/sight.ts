import { typed } from '../again.ts';
import type { Cloud, Workshop } from '../contract.ts';
import { readDashboard } from './dashboard/read-dashboard.ts';
import type { Connect } from './link.ts';
import type { CloudModel, DashboardModel, LiveModels, ShardsModel, WalkModel } from './models.ts';
import { type Pace, paceOf } from './pace.ts';
import { keysAside } from './shards/keys-aside.ts';
import { readShards } from './shards/read-shards.ts';
import { type See, Shown } from './shown.ts';
import { type Round, Source, type SourceOptions } from './source.ts';

/** What can be watched; the beginning is what is seen already. */
export interface Watchable {
  /** @returns what ends it */
  watch(see: See): () => void;
}

export interface SightOptions {
  readonly workshop: Workshop;
  /** The sight's own way to the same AWS. */
  readonly connect: Connect;
  /** The walk as it is told, or how to look at it. */
  readonly walk: Watchable | ((cloud: Cloud, show: (walk: WalkModel) => void) => Promise<void>);
}

/** What a viewer chose to see. */
export interface Choice {
  readonly dashboard: string;
  /** before now; undefined for what the dashboard says */
  readonly minutes: number | undefined;
  /** of a class; undefined for nobody */
  readonly participant?: string | undefined;
}

/** Real milliseconds in which a look ends. A judged walk reads all records of its minutes. */
const WITHIN_MS = { dashboard: 20_000, shards: 20_000, walk: 300_000 };

/** Headers that tell the time are cut to seconds, and travel: less than this is no jump. */
const JUMP_MS = 3_000;

/** All that the live page shows, shared by those who look at it. */
export class Sight {
  readonly #options: SightOptions;
  readonly #every: Pace;
  readonly #cloud = new Shown<CloudModel>();
  readonly #dashboards = new Map<string, Source<DashboardModel>>();
  readonly #shards: Source<ShardsModel>;
  readonly #walk: Watchable;
  /** those that look at AWS */
  readonly #sources = new Set<Source<unknown>>();
  /** cloud time − real time */
  #aheadMs: number;

  constructor(options: SightOptions) {
    const { config, cloud } = options.workshop;
    const { walk } = options;
    this.#every = paceOf(cloud);
    const findKeys = keysAside(this.#every.keys);
    this.#options = options;
    this.#aheadMs = cloud.now() - Date.now();
    this.#shards = this.#source({
      everyMs: this.#every.shards,
      withinMs: WITHIN_MS.shards,
      look: async (cloud, show) => show(await readShards({ cloud, config }, findKeys)),
    });
    this.#walk =
      'watch' in walk
        ? walk
        : this.#source({ everyMs: this.#every.walk, withinMs: WITHIN_MS.walk, look: walk });
  }

  /** @returns what ends it */
  watch(choice: Choice, see: (name: keyof LiveModels, json: string) => void): () => void {
    this.showCloud();
    const ends = [
      this.#watchDashboard(choice, (json) => see('dashboard', json)),
      this.#cloud.watch((json) => see('cloud', json)),
      this.#shards.watch((json) => see('shards', json)),
      this.#walk.watch((json) => see('walk', json)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  /** Tells the time, too, so that who looks knows that this goes on. */
  showCloud(): void {
    const { target, endpoint = '', region, timeLapse } = this.#options.workshop.cloud;
    const troubles = [...this.#sources].map(({ trouble }) => trouble);
    this.#cloud.show({
      target,
      endpoint,
      region,
      timeLapse,
      nowMs: Math.round(Date.now() + this.#aheadMs),
      trouble: troubles.find((trouble) => trouble !== '') ?? '',
      servedBy: typed('dashboard'),
      startedBy: target === 'local' ? typed('local-aws', `--port ${new URL(endpoint).port}`) : '',
    });
  }

  /** After a jump of time all that was seen is old. */
  setTime(nowMs: number): void {
    const aheadMs = nowMs - Date.now();
    const hasJumped = Math.abs(aheadMs - this.#aheadMs) > JUMP_MS;
    if (!hasJumped) return;
    this.#aheadMs = aheadMs;
    this.#lookAnew();
  }

  /** Those who chose the same share a source, which goes with the last of them. */
  #watchDashboard({ dashboard, minutes }: Choice, see: See): () => void {
    const key = JSON.stringify([dashboard, minutes]);
    const source =
      this.#dashboards.get(key) ??
      this.#source<DashboardModel>({
        everyMs: this.#every.dashboard,
        withinMs: WITHIN_MS.dashboard,
        look: async (cloud, show) => {
          const { config } = this.#options.workshop;
          show(await readDashboard({ cloud, config }, dashboard, minutes));
        },
      });
    this.#dashboards.set(key, source);
    const end = source.watch(see);
    return () => {
      end();
      if (source.isWatched) return;
      this.#dashboards.delete(key);
      this.#sources.delete(source);
    };
  }

  #source<Model>(options: Omit<SourceOptions<Model>, 'connect' | 'onRound'>): Source<Model> {
    const source = new Source({
      ...options,
      connect: this.#options.connect,
      onRound: ({ nowMs, turned }: Round) => {
        if (turned) this.#lookAnew();
        if (nowMs !== undefined) this.setTime(nowMs);
      },
    });
    this.#sources.add(source);
    return source;
  }

  #lookAnew(): void {
    this.showCloud();
    for (const source of this.#sources) source.wake();
  }
}
