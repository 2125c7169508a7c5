import { CompiledQuery, type RawBuilder } from 'kysely'

import type { Db, Tx } from './db.ts'

/**
 * A statement of a hot path. Each connection plans it once, by its name, and from then on only runs it: planning a
 * product page's statement takes longer than running it. Parameters are $1, $2, … of the text.
 */
export function prepared<Row>(name: string, text: string): (db: Db | Tx, parameters: unknown[]) => Promise<Row[]> {
  return async (db, parameters) => {
    // pg takes a named statement wherever it takes a text, and Kysely hands it on as it is.
    const named = { name, text } as unknown as string
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(named, parameters))
    return rows
  }
}

/** The same for a statement written with `sql`, whose text must not depend on its values. */
export async function runNamed<Row>(db: Db | Tx, name: string, statement: RawBuilder<Row>): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(db)
  const named = { name, text } as unknown as string
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(named, [...parameters]))
  return rows
}
