import { DARK, LIGHT, type Theme } from '../../../charts/theme.ts';

/** Of the verdicts; each reads on its paper (contrast 4.5 or more). */
const VERDICTS = {
  light: { good: '#1d6b3a', bad: '#b3261e', open: '#7a5200', unknown: '#52606d' },
  dark: { good: '#7fd69b', bad: '#ff8f86', open: '#e6b85c', unknown: '#a3afbb' },
};

/** Of every page. On paper it is always light. */
export const STYLE = `
:root { color-scheme: light dark; ${variables(LIGHT, VERDICTS.light)} }
.if-dark { display: none; }
@media screen and (prefers-color-scheme: dark) {
  :root { ${variables(DARK, VERDICTS.dark)} }
  .if-light { display: none; }
  .if-dark { display: block; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem; background: var(--background); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.15rem; }
h3 { margin: 0 0 0.5rem; font-size: 1rem; }
p { margin: 0.5rem 0; max-width: 44rem; }
.finding { font-size: 1.15rem; font-weight: 600; }
.quiet, figcaption, caption { color: var(--quiet); text-align: left; }
caption { padding: 0.25rem 0; }
pre { margin: 0.5rem 0; padding: 0.6rem 0.75rem; border: 1px solid var(--hairline); border-radius: 4px; font: 0.85rem/1.45 ui-monospace, monospace; white-space: pre-wrap; }
summary { cursor: pointer; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.5rem 1rem; }
figure { margin: 1rem 0 1.5rem; min-width: 0; }
figcaption { margin-bottom: 0.25rem; }
figure details { font-size: 0.85rem; color: var(--quiet); }
svg { display: block; width: 100%; height: auto; font-family: system-ui, sans-serif; }
.if-wide { display: none; }
@media (min-width: 48rem) {
  .if-wide { display: block; }
  .if-narrow { display: none; }
}
.wide { overflow-x: auto; margin: 0.5rem 0 1.5rem; }
table { border-collapse: collapse; color: var(--ink); font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid var(--hairline); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 9rem; }
.tally { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0.75rem 0; padding: 0; list-style: none; }
.verdict { font-weight: 600; white-space: nowrap; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.open { color: var(--open); }
.unknown { color: var(--unknown); }
.none { color: var(--quiet); font-weight: 400; }
.step { margin: 0 0 1.75rem; }
.member { border-top: 1px solid var(--hairline); }
.member > summary { display: grid; grid-template-columns: 11rem max-content 1fr 1rem; gap: 0 1rem; padding: 0.25rem 0; list-style: none; }
.member > summary::-webkit-details-marker { display: none; }
.member > summary::after { content: "+"; grid-area: 1 / 4; color: var(--quiet); text-align: right; }
.member[open] > summary::after { content: "−"; }
.member > summary:hover .name { text-decoration: underline; }
.name { font-weight: 600; }
.marks b { display: inline-block; width: 1.6rem; text-align: center; }
.grid-head { display: grid; grid-template-columns: 11rem max-content 1fr 1rem; gap: 0 1rem; color: var(--quiet); }
.told { margin: 0 0 1rem; padding: 0 0 0 1rem; list-style: none; }
.told li { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 0.75rem; padding: 0.15rem 0; font-size: 0.9rem; }
.told li:has(details) { display: block; }
.check { border-top: 1px solid var(--hairline); }
.check > summary { display: grid; grid-template-columns: 8.5rem 1fr 1rem; gap: 0 0.75rem; padding: 0.4rem 0; list-style: none; }
.check > summary::after { content: "+"; grid-area: 1 / 3; color: var(--quiet); text-align: right; }
.check[open] > summary::after { content: "−"; }
.check > summary::-webkit-details-marker { display: none; }
.check > summary:hover .title { text-decoration: underline; }
.check .quiet { font-size: 0.9rem; }
dl { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0.35rem 0.75rem; margin: 0.25rem 0 1rem; font-size: 0.9rem; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; white-space: pre-line; }
dt:has(+ dd > pre) { padding-top: 0.6rem; }
dd pre { margin: 0; }
@media (max-width: 40rem) {
  .check > summary { grid-template-columns: 1fr 1rem; }
  .check > summary::after { grid-area: 1 / 2; }
  dl { grid-template-columns: 1fr; }
  .told li { grid-template-columns: 1fr; }
  .member > summary { grid-template-columns: 1fr 1rem; }
  .member > summary::after { grid-area: 1 / 2; }
  .member > summary > * { grid-column: 1; }
  .grid-head { display: none; }
  dd { margin-bottom: 0.35rem; }
}
@media print {
  html { font-size: 11px; }
  body { max-width: none; padding: 0; font-size: 1rem; }
  .check > summary::after, .member > summary::after { content: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .check, .member > summary, figure, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;

function variables(
  { background, ink, quiet, hairline }: Theme,
  verdicts: Readonly<Record<string, string>>,
): string {
  return Object.entries({ background, ink, quiet, hairline, ...verdicts })
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}
