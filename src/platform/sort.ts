import { sql, type RawBuilder } from 'kysely'

/** By which of its columns somebody wants a list, and whether it starts with the last. */
export type Sort<By extends string> = Readonly<{ by: By; isDown: boolean }>

/**
 * What stands before a comma in a column stays as it is, whichever way the rest is turned. What has no value counts as the
 * largest: a card without an end ends last.
 */
export const sortedBy = <By extends string>(
  { by, isDown }: Sort<By>,
  columns: Readonly<Record<By, RawBuilder<unknown>>>,
): RawBuilder<unknown> => (isDown ? sql`${columns[by]} desc` : sql`${columns[by]} asc`)
