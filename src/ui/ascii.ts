/** What stands for a sign where a terminal shows ASCII only. */
const SIGNS: Readonly<Record<string, string>> = {
  '✔': '+',
  '✘': 'x',
  '…': '...',
  '·': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '→': '->',
  '×': 'x',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '░': '.',
  '▁': '_',
  '▂': '.',
  '▃': ':',
  '▄': '-',
  '▅': '=',
  '▆': '+',
  '▇': '*',
  '█': '#',
};

/** The same text in ASCII; a letter of a foreign name becomes its number, as in JSON: `caf\u00e9`. */
export function inAscii(text: string): string {
  return text.replace(
    /[\u0080-\uffff]/g,
    (sign) => SIGNS[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
