import type { Table } from '../../contract.ts';
import { escapeXml } from '../junit.ts';

/** Markup that is safe to put into a page: made here, from escaped texts. */
export interface Markup {
  readonly html: string;
}

/** An element around a text, or around other elements one a line. */
export function element(
  name: string,
  content: string | readonly Markup[],
  attributes: Readonly<Record<string, string | true>> = {},
): Markup {
  const set = Object.entries(attributes).map(([attribute, value]) =>
    value === true ? ` ${attribute}` : ` ${attribute}="${escapeXml(value)}"`,
  );
  const inner =
    typeof content === 'string'
      ? escapeXml(content)
      : content.map(({ html }) => html).join(content.length > 1 ? '\n' : '');
  return { html: `<${name}${set.join('')}>${inner}</${name}>` };
}

export function heading(text: string): Markup {
  return element('h2', text);
}

/** Nothing for an empty text. */
export function paragraph(text: string, kind: 'finding' | 'quiet' | undefined = undefined): Markup {
  if (text === '') return { html: '' };
  return element('p', text, kind === undefined ? {} : { class: kind });
}

export function command(text: string): Markup {
  return element('pre', text);
}

export function list(items: readonly string[]): Markup {
  return element(
    'ul',
    items.map((item) => element('li', item)),
  );
}

/** What is opened by whoever wants to know more. */
export function details(
  summary: readonly Markup[] | string,
  content: readonly Markup[],
  attributes: Readonly<Record<string, string | true>> = {},
): Markup {
  return element('details', [element('summary', summary), ...content], attributes);
}

export function table({ caption, head, rows }: Table): Markup {
  const row = (cells: readonly string[], name: 'th' | 'td') =>
    element(
      'tr',
      cells.map((cell) => element(name, cell)),
    );
  const lines = [
    element('caption', caption),
    element('thead', [row(head, 'th')]),
    element(
      'tbody',
      rows.map((cells) => row(cells, 'td')),
    ),
  ];
  // what scrolls can be reached with the keyboard
  const reached = { tabindex: '0', role: 'region', 'aria-label': caption };
  return element('div', [element('table', lines)], { class: 'wide', ...reached });
}
