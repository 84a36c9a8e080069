/** CloudWatch keeps minutes for 15 days. Source: GetMetricData in the API reference. */
const MOST_MINUTES = 15 * 24 * 60;

/** Whether a text is a number of minutes that a dashboard can show. */
export function isMinutes(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_MINUTES;
}
