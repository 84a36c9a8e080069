import { isObject, type Json, onlyEntry } from './json.ts';
import { subPieces } from './sub.ts';

/** Something that a value names: by Ref, by Fn::GetAtt, inside Fn::Sub, or as a condition. */
export type Reference =
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute: Json }
  | { readonly kind: 'condition'; readonly name: string };

/** Every reference in a value whose functions have been checked, in the order of the text. */
export function* referencesIn(value: Json): Generator<Reference> {
  if (typeof value !== 'object' || value === null) return;
  const [name, argument] = onlyEntry(value) ?? [];
  if (name === 'Ref' && typeof argument === 'string') {
    yield { kind: 'ref', name: argument };
    return;
  }
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) {
    yield { kind: 'attribute', name: String(argument[0]), attribute: argument[1] ?? '' };
    yield* referencesIn(argument[1] ?? '');
    return;
  }
  if (name === 'Fn::Sub' && argument !== undefined) {
    yield* referencesInSub(argument);
    return;
  }
  if (name === 'Fn::If' && Array.isArray(argument)) {
    yield { kind: 'condition', name: String(argument[0]) };
  }
  for (const member of Object.values(value)) yield* referencesIn(member);
}

function* referencesInSub(argument: Json): Generator<Reference> {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  for (const piece of subPieces(String(text))) {
    if (!('variable' in piece)) continue;
    const { variable } = piece;
    if (isObject(variables) && variables[variable] !== undefined) continue;
    const dot = variable.indexOf('.');
    yield dot === -1
      ? { kind: 'ref', name: variable }
      : { kind: 'attribute', name: variable.slice(0, dot), attribute: variable.slice(dot + 1) };
  }
  if (variables !== undefined) yield* referencesIn(variables);
}
