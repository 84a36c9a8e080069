import type { MappedShard } from '../../charts/shard-map/shard-map.ts';

const DURATION_MS = 1_200;

/** Where the shards are drawn, from the host's corner. */
export function boxesOf(host: HTMLElement): Map<string, DOMRect> {
  const corner = host.getBoundingClientRect();
  return new Map(
    shardElements(host).map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [element.dataset.shard ?? '', new DOMRect(x - corner.x, y - corner.y, width, height)];
    }),
  );
}

/** Moves each shard from where it was to where it is; a new one starts as its parent. */
export function moveFrom(
  before: ReadonlyMap<string, DOMRect>,
  host: HTMLElement,
  shards: readonly MappedShard[],
): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const after = boxesOf(host);
  const parents = new Map(shards.map(({ shardId, parentShardIds }) => [shardId, parentShardIds]));
  for (const element of shardElements(host)) {
    const shardId = element.dataset.shard ?? '';
    const from = boxBefore(shardId, before, parents);
    const to = after.get(shardId);
    if (from === undefined || to === undefined || isSame(from, to)) continue;
    element.animate(
      [
        { transform: transformOf(from, to), opacity: before.has(shardId) ? 1 : 0 },
        { transform: 'none', opacity: 1 },
      ],
      { duration: DURATION_MS, easing: 'cubic-bezier(0.3, 0, 0.1, 1)' },
    );
    if (from.width === to.width && from.height === to.height) continue;
    // Its texts would be stretched on the way.
    for (const text of element.querySelectorAll('text')) {
      text.animate({ opacity: [0, 0, 1], offset: [0, 0.7, 1] }, DURATION_MS);
    }
  }
}

/** Its own, or that of its nearest ancestor that was there: shards may be split twice between looks. */
function boxBefore(
  shardId: string,
  before: ReadonlyMap<string, DOMRect>,
  parents: ReadonlyMap<string, readonly string[]>,
): DOMRect | undefined {
  const own = before.get(shardId);
  if (own !== undefined) return own;
  const [parent] = parents.get(shardId) ?? [];
  return parent === undefined ? undefined : boxBefore(parent, before, parents);
}

function shardElements(host: HTMLElement): SVGElement[] {
  return [...host.querySelectorAll<SVGElement>('[data-shard]')];
}

function isSame(a: DOMRect, b: DOMRect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function transformOf(from: DOMRect, to: DOMRect): string {
  const scale = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  return `translate(${from.x - to.x}px, ${from.y - to.y}px) scale(${scale(from.width, to.width)}, ${scale(from.height, to.height)})`;
}
