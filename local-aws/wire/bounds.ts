/**
 * Values in one body, lists and structures counted too. PutRecords has 2,000 at most, PutMetricData
 * fewer than this in the 1 MB that AWS lets it have.
 */
const MOST_VALUES = 500_000;
/** A smaller JSON body can not have too many. */
const BODY_WORTH_COUNTING = 1024 * 1024;
/** What stands before each value of a list or structure: `[`, `{`, `,`. */
const BEFORE_VALUES = [0x5b, 0x7b, 0x2c];

/** @throws {Error} when one value more is too many; @returns how many there are with it */
export function countValue(before: number): number {
  if (before === MOST_VALUES) throw new Error(`The body has more than ${MOST_VALUES} values`);
  return before + 1;
}

/**
 * Counts a large JSON body's values before it is parsed, which would take seconds for millions.
 * What looks like one inside a text counts too; records carry base64, which has none.
 *
 * @throws {Error} when there are too many
 */
export function checkJson(body: Buffer): void {
  if (body.length < BODY_WORTH_COUNTING) return;
  let values = 0;
  for (const sign of BEFORE_VALUES) {
    for (let at = body.indexOf(sign); at !== -1; at = body.indexOf(sign, at + 1)) {
      values = countValue(values);
    }
  }
}
