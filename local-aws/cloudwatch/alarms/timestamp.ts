/** A time as AWS writes it in the JSON about alarms: `2026-11-02T10:30:00.000+0000`. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}
