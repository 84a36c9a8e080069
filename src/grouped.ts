/** Made once: making one takes longer than all the numbers of a walk. */
const FORMAT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `24,000`, whatever the machine's language; a whole number or one decimal. */
export function grouped(count: number): string {
  return FORMAT.format(count);
}
