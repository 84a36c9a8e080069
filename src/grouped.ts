/** `24,000`, whatever the machine's language; a whole number or one decimal. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
