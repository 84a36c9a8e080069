import { createHash } from 'node:crypto';
import { escapeXml } from '../junit.ts';
import type { Markup } from './markup.ts';
import { STYLE } from './style.ts';

/**
 * One page in one file: no script, and nothing that is fetched. Its policy allows the style by its
 * hash and nothing else, so that no text within it could ever become more than text.
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
<main>
<h1>${escapeXml(title)}</h1>
${body.map(({ html }) => html).join('\n')}
</main>
</body>
</html>
`;
}
