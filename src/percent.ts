/** `76.9 %`, of a part of 0 to 1. */
export function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

/** `3.1 times` */
export function times(factor: number): string {
  return `${factor.toFixed(1)} times`;
}
