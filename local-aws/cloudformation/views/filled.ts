/** A list as AWS shows it: left out when there is nothing in it. */
export function filled<Item>(list: readonly Item[] = []): Item[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
