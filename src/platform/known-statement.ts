import { Query } from 'pg'

/** What pg calls the parts of its answers and questions that its types do not tell. */
const answer = '_result'
const parsers = '_parsers'
const blankRow = '_prebuiltEmptyResultObject'
const keepsRows = '_accumulateRows'

/** What a row of a statement is made of, as pg keeps it with an answer. */
type Columns = { fields: unknown; [parsers]: unknown; [blankRow]: unknown }

type Wire = { describe: (portal: object) => void }

type Inner = {
  name?: string
  callback: (error: Error | null, answer?: Columns) => void
  [answer]: Columns
  [keepsRows]?: unknown
  prepare(connection: Wire): void
  hasBeenParsed(connection: Wire): unknown
  handleReadyForQuery(connection: Wire): void
}

type Named = { name: string; text: string; query_timeout?: number }

const Inner = Query as unknown as new (asked: Named, values: unknown[], callback: Inner['callback']) => Inner

/** Of each connection, by the name of the statement. */
const known = new WeakMap<Wire, { columns: Map<string, Columns>; undescribed: Wire }>()

function knownOn(connection: Wire) {
  const before = known.get(connection)
  if (before) return before
  const undescribed = Object.create(connection, { describe: { value: () => {} } }) as Wire
  const made = { columns: new Map<string, Columns>(), undescribed }
  known.set(connection, made)
  return made
}

/**
 * A named statement. pg asks the server each time which columns come back, and works out anew how a row is made of them.
 * They stay the same for as long as the statement stands on its connection (the server refuses it when its tables have
 * changed), so from the second time on neither happens: a third of what a small statement costs here.
 */
class KnownStatement extends Inner {
  readonly query_timeout: number | undefined

  constructor(asked: Named, values: unknown[], callback: Inner['callback']) {
    super(asked, values, callback)
    this.query_timeout = asked.query_timeout
  }

  override prepare(connection: Wire): void {
    const { columns, undescribed } = knownOn(connection)
    const mine = this.hasBeenParsed(connection) ? columns.get(this.name ?? '') : undefined
    if (!mine) return super.prepare(connection)
    Object.assign(this[answer], mine)
    this[keepsRows] = true
    super.prepare(undescribed)
  }

  override handleReadyForQuery(connection: Wire): void {
    const { columns } = knownOn(connection)
    const { fields, [parsers]: read, [blankRow]: blank } = this[answer]
    if (!columns.has(this.name ?? '')) columns.set(this.name ?? '', { fields, [parsers]: read, [blankRow]: blank })
    super.handleReadyForQuery(connection)
  }
}

/** Sends a named statement by `send`, a connection's own `query`. */
export function runKnown(send: (asked: KnownStatement) => unknown, asked: Named, values: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    send(
      new KnownStatement(asked, values, (error, answered) => {
        if (error) reject(error)
        else resolve(answered)
      }),
    )
  })
}

export const isNamed = (asked: unknown): asked is Named =>
  typeof asked === 'object' && asked !== null && 'name' in asked
