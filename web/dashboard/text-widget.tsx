import { useLayoutEffect, useRef } from 'preact/hooks';
import { Scroll } from '../scroll.tsx';
import { safeMarkdown } from './safe-markdown.ts';

export function TextWidget({ markdown }: { readonly markdown: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => element.current?.replaceChildren(safeMarkdown(markdown)), [markdown]);
  return (
    <Scroll name="Text">
      <div class="markdown" ref={element} />
    </Scroll>
  );
}
