import { proseParts } from './prose-parts.ts';

/** A sentence in which the commands to type look like commands. */
export function Prose({ text }: { readonly text: string }) {
  return proseParts(text).map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
