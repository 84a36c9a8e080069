/**
 * Draws a rank from 0 with a probability in proportion to (rank + 1)^−exponent.
 *
 * @returns a function from a number of 0 to below 1 to a rank
 */
export function zipf(ranks: number, exponent: number): (uniform: number) => number {
  const upTo = new Float64Array(ranks);
  let sum = 0;
  for (let rank = 0; rank < ranks; rank++) {
    sum += (rank + 1) ** -exponent;
    upTo[rank] = sum;
  }
  return (uniform) => {
    let [low, high] = [0, ranks - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) <= uniform * sum) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
