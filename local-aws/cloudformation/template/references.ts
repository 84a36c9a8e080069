import { emptyObject, isObject, type Json, onlyEntry } from './json.ts';
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

/** A value without the branches of Fn::If that are not taken. */
export function takenPart(value: Json, holds: (condition: string) => boolean): Json {
  if (Array.isArray(value)) return value.map((item) => takenPart(item, holds));
  if (!isObject(value)) return value;
  const [called, argument] = onlyEntry(value) ?? [];
  if (called === 'Fn::If' && Array.isArray(argument)) {
    const [condition, whenTrue = '', otherwise = ''] = argument;
    return takenPart(holds(String(condition)) ? whenTrue : otherwise, holds);
  }
  const object = emptyObject();
  for (const [key, member] of Object.entries(value)) object[key] = takenPart(member, holds);
  return object;
}
