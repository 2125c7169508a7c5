/**
 * Does the work for each; one that cannot be dealt with does not keep the others waiting.
 * @throws what went wrong, after the last; an AggregateError when it was more than one.
 */
export async function oneByOne<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = []
  for (const item of items) {
    try {
      await work(item)
    } catch (fault) {
      faults.push(fault)
    }
  }
  if (faults.length === 1) throw faults[0]
  if (faults.length > 1) throw new AggregateError(faults, `${faults.length} of ${items.length} could not be dealt with`)
}
