import type { Theme } from '../theme.ts';

/** From here on a shard has the full shade. */
const FULL_SHADE_TIMES = 3;

/** The shade of a shard's load: quiet up to its fair share, then the hotter the redder. Ink reads on each. */
export function heatShade(timesFairShare: number, theme: Theme): string {
  const heat = Math.max(0, Math.min(1, (timesFairShare - 1) / (FULL_SHADE_TIMES - 1)));
  return mix(mix(theme.background, theme.quiet, 0.22), mix(theme.background, theme.hot, 0.5), heat);
}

/** Of what lies behind: hardly more than the paper. */
export function faint({ background, quiet, hot }: Theme, isHot = false): string {
  return isHot ? mix(background, hot, 0.14) : mix(background, quiet, 0.07);
}

/** Of a closed shard that was not hot, or of which that is not known. */
export function closedShade({ background, quiet }: Theme): string {
  return mix(background, quiet, 0.14);
}

/** A colour on the way from one to another. */
function mix(from: string, to: string, part: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((color) => Number.parseInt(color.slice(at, at + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * part);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
