const waiting = new Set<() => void>();
/** A frame has 16 ms; the rest is the browser's. */
const MOST_MS_A_FRAME = 8;

/** Work as frames have room for it, so that many charts that change at once do not hold up the page. */
export function inTurn(work: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(workOff);
  waiting.add(work);
}

export function notInTurn(work: () => void): void {
  waiting.delete(work);
}

function workOff(): void {
  const start = performance.now();
  for (const work of waiting) {
    waiting.delete(work);
    work();
    if (performance.now() - start > MOST_MS_A_FRAME) break;
  }
  if (waiting.size > 0) requestAnimationFrame(workOff);
}
