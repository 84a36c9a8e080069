import type { ComponentChildren } from 'preact';

interface Props {
  /** for those who do not see it */
  readonly name: string;
  readonly children: ComponentChildren;
}

/** What may be larger than its place: it scrolls by itself, by keyboard too. */
export function Scroll({ name, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <div class="scroll" role="group" tabIndex={0} aria-label={name}>
      {children}
    </div>
  );
}
