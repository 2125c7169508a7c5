import { createHash } from 'node:crypto'

import { CompiledQuery, RawNode, ReferenceNode, ValueNode, type OperationNode, type RawBuilder } from 'kysely'

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

/**
 * The same for a statement written with `sql`, whose text must not depend on its values. The text is put together once;
 * from then on only the values are picked out, which is most of what a statement costs on our side.
 */
export async function runNamed<Row>(db: Db | Tx, name: string, statement: RawBuilder<Row>): Promise<Row[]> {
  const node = statement.toOperationNode()
  const pieces = RawNode.is(node) ? node.sqlFragments : null
  const known = texts.get(name)
  const parameters: unknown[] = []
  const isPlain = known !== undefined && known.pieces === pieces && pickValues(node, parameters)
  const whole = isPlain ? { sql: known.text, parameters } : statement.compile(db)
  if (!isPlain) texts.set(name, { pieces, text: whole.sql })
  const asked = { name, text: whole.sql } as unknown as string
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(asked, [...whole.parameters]))
  return rows
}

/** By name. The pieces of a template are one and the same object each time the same line of code runs. */
const texts = new Map<string, { pieces: readonly string[] | null; text: string }>()

/** Collects the values of a statement in their order; false when it holds something that we do not know. */
function pickValues(node: OperationNode, values: unknown[]): boolean {
  if (RawNode.is(node)) return node.parameters.every((part) => pickValues(part, values))
  if (ReferenceNode.is(node)) return true
  if (!ValueNode.is(node)) return false
  if (!node.immediate) values.push(node.value)
  return true
}
