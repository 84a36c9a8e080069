import { createHash } from 'node:crypto';
import type { Table } from '../../diagnosis/tables.ts';
import { escapeXml } from '../junit.ts';

/** Markup that is safe to put into a page: made here, from escaped texts. */
export interface Markup {
  readonly html: string;
}

/** Wide enough for a telephone: larger screens put several beside each other. */
export const CHART_SIZE = { width: 328, height: 230 };

/*
 * The charts' own colours are for white paper; in the dark, paper, ink and lines change places. They
 * are drawn as attributes, which a rule goes before.
 */
const STYLE = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2933; --quiet: #52606d; --line: #e4e7eb; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e6eaee; --quiet: #a5b1bd; --line: #333c46; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
p { margin: 0.5rem 0; }
.finding { font-size: 1.15rem; font-weight: 600; }
.quiet, figcaption, caption { color: var(--quiet); text-align: left; }
caption { padding: 0.25rem 0; }
pre { padding: 0.75rem; border: 1px solid var(--line); white-space: pre-wrap; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.5rem 1rem; }
figure { margin: 0; min-width: 0; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 10.5px system-ui, sans-serif; }
svg [fill="#ffffff"] { fill: var(--paper); }
svg [fill="#1f2933"] { fill: var(--ink); }
svg [fill="#52606d"] { fill: var(--quiet); }
svg [stroke="#52606d"] { stroke: var(--quiet); }
svg [stroke="#e4e7eb"] { stroke: var(--line); }
.wide { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 9rem; }
`;

/**
 * One page in one file: no script, and nothing that is fetched. Its policy allows the style above by
 * its hash and nothing else, so that no text within it could ever become more than text.
 */
export function page(title: string, body: readonly Markup[]): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
${body.map(({ html }) => html).join('\n')}
</body>
</html>
`;
}

export function heading(text: string): Markup {
  return { html: `<h2>${escapeXml(text)}</h2>` };
}

/** Nothing for an empty text. */
export function paragraph(text: string, kind: '' | 'finding' | 'quiet' = ''): Markup {
  if (text === '') return { html: '' };
  return { html: `<p${kind === '' ? '' : ` class="${kind}"`}>${escapeXml(text)}</p>` };
}

export function command(text: string): Markup {
  return { html: `<pre>${escapeXml(text)}</pre>` };
}

export function list(items: readonly string[]): Markup {
  const lines = items.map((item) => `<li>${escapeXml(item)}</li>`);
  return { html: `<ul>\n${lines.join('\n')}\n</ul>` };
}

export function table({ caption, head, rows }: Table): Markup {
  const cells = (row: readonly string[], name: 'th' | 'td') =>
    `<tr>${row.map((cell) => `<${name}>${escapeXml(cell)}</${name}>`).join('')}</tr>`;
  const body = rows.map((row) => cells(row, 'td')).join('\n');
  return {
    html: `<div class="wide"><table><caption>${escapeXml(caption)}</caption>\n<thead>${cells(head, 'th')}</thead>\n<tbody>\n${body}\n</tbody></table></div>`,
  };
}

export interface Figure {
  readonly caption: string;
  /** A chart as SVG, of `CHART_SIZE`. */
  readonly svg: string;
  /** What the chart shows, in numbers. */
  readonly numbers: Table;
}

export function figures(all: readonly Figure[]): Markup {
  const html = all.map(
    ({ caption, svg, numbers }) =>
      `<figure><figcaption>${escapeXml(caption)}</figcaption>\n${pictured(svg, caption)}\n<details><summary>In numbers</summary>${table(numbers).html}</details></figure>`,
  );
  return { html: `<div class="charts">\n${html.join('\n')}\n</div>` };
}

/** As wide as its place, named for who does not see it, and without the styles that the page bars. */
function pictured(svg: string, name: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:style|class)="[^"]*"/g, '')
    .replace(/^<svg width="\d+" height="\d+"/, `<svg role="img" aria-label="${escapeXml(name)}"`);
}
