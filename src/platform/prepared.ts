import { createHash } from 'node:crypto'

import { CompiledQuery, type RawBuilder } from 'kysely'

import type { Db, Tx } from './db.ts'

/**
 * A statement of a hot path. Each connection plans it once, by its name, and from then on only runs it: planning a
 * product page's statement takes longer than running it. Parameters are $1, $2, … of the text.
 */
export function prepared<Row>(name: string, text: string): (db: Db | Tx, parameters: unknown[]) => Promise<Row[]> {
  return async (db, parameters) => {
    // pg takes a named statement wherever it takes a text, and Kysely hands it on as it is.
    const known = { name, text } as unknown as string
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(known, parameters))
    return rows
  }
}

const MOST_NAMES = 300
const names = new Map<string, string>()

/**
 * The same statement under a name made of its text, for commands: they write by key, so one plan fits all values. Texts
 * that keep changing, like lists of any length, go without once there are too many.
 */
export function named<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  if (typeof query.sql !== 'string' || query.parameters.length === 0) return query
  const known = names.get(query.sql)
  if (known === undefined && names.size >= MOST_NAMES) return query
  const name = known ?? createHash('sha256').update(query.sql).digest('base64url').slice(0, 24)
  names.set(query.sql, name)
  return { ...query, sql: { name, text: query.sql } as unknown as string }
}

/** The same for a statement written with `sql`, whose text must not depend on its values. */
export async function runNamed<Row>(db: Db | Tx, name: string, statement: RawBuilder<Row>): Promise<Row[]> {
  const { sql: text, parameters } = statement.compile(db)
  const known = { name, text } as unknown as string
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(known, [...parameters]))
  return rows
}
