/** XML has no way to write these; a name in AWS can have them all the same. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function withoutNotXml(text: string): string {
  return text.replace(NOT_IN_XML, '');
}

/** A text as it stands in markup, between tags and within quotes. */
export function escaped(text: string): string {
  return withoutNotXml(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** An element; its attributes are escaped, `inner` is markup. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inner = '',
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? round(value) : escaped(value ?? '')}"`,
    )
    .join('');
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

/** Hundredths of a pixel are finer than any screen. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
