import { Prose } from './prose.tsx';

/** Why there is nothing to show; nothing where there is. */
export function Problem({ text }: { readonly text: string }) {
  return (
    text !== '' && (
      <p class="problem">
        <Prose text={text} />
      </p>
    )
  );
}
