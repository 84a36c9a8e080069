import { isObject, type Json, onlyEntry } from './json.ts';
import { attributePath } from './short-tags.ts';
import { subPieces } from './sub.ts';

/** Something that a value names: by Ref, by Fn::GetAtt, inside Fn::Sub, or as a condition. */
export type Reference =
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute: Json }
  | { readonly kind: 'condition'; readonly name: string };

/** Every reference in a value whose functions have been checked, in the order of the text. */
export function* referencesIn(value: Json): Generator<Reference> {
  if (typeof value !== 'object' || value === null) return;
  const [called, argument = null] = onlyEntry(value) ?? [];
  const [first = null, second = ''] = Array.isArray(argument) ? argument : [argument];
  const name = typeof first === 'string' ? first : '';
  if (called === 'Ref') {
    yield { kind: 'ref', name };
  } else if (called === 'Fn::GetAtt') {
    yield { kind: 'attribute', name, attribute: second };
    yield* referencesIn(second);
  } else if (called === 'Fn::Sub') {
    yield* referencesInText(name, second);
    yield* referencesIn(second);
  } else {
    if (called === 'Fn::If') yield { kind: 'condition', name };
    for (const member of Object.values(value)) yield* referencesIn(member);
  }
}

function* referencesInText(text: string, variables: Json): Generator<Reference> {
  for (const piece of subPieces(text)) {
    if ('text' in piece) continue;
    if (isObject(variables) && variables[piece.variable] !== undefined) continue;
    const [name = '', attribute] = attributePath(piece.variable);
    if (attribute === undefined) yield { kind: 'ref', name };
    else yield { kind: 'attribute', name, attribute };
  }
}
