import DOMPurify from 'dompurify';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { drawShardMap } from '../../charts/shard-map/draw.ts';
import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import type { Theme } from '../../charts/theme.ts';
import { useWidth } from '../use-width.ts';
import { boxesOf, moveFrom } from './motion.ts';

interface Props {
  readonly map: ShardMap;
  readonly theme: Theme;
}

/** The map at the width that there is; shards that are new come out of their parents. */
export function Drawing({ map, theme }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const drawn = useRef({ svg: '', width: 0 });
  useLayoutEffect(() => {
    if (host.current === null || width === 0) return;
    const svg = drawShardMap(map, width, theme);
    if (svg === drawn.current.svg) return;
    const sameWidth = width === drawn.current.width;
    drawn.current = { svg, width };
    const before = boxesOf(host.current);
    host.current.replaceChildren(elementsOf(svg));
    if (sameWidth) moveFrom(before, host.current, map.shards);
  }, [map, theme, width]);
  return <div class="shard-map" ref={host} />;
}

function elementsOf(svg: string): DocumentFragment {
  return DOMPurify.sanitize(svg, {
    USE_PROFILES: { svg: true },
    ADD_ATTR: ['role'],
    RETURN_DOM_FRAGMENT: true,
  });
}
