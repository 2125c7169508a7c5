import type { Client } from 'pg'

/** A value of a copied row, made of the new names. */
type Slot = (names: readonly string[]) => unknown

/** The rows that one paid order left in a table, ready to be written again under new names. */
export type Copied = Readonly<{ text: string; slots: readonly Slot[] }>

export type Template = Readonly<{
  tables: ReadonlyMap<string, Copied>
  /** So many names a copy takes; `nameOf` tells which of them an old one is. */
  names: number
  nameOf: (old: string) => number
  /** Of the order, its cart, its payment and the gateway's own name for that. */
  order: string
  cart: string
  payment: string
  ref: string
  /** Of the two variants that were bought. */
  variants: readonly string[]
  /** Of the entries of the ledger, in their order: numbers that the database gives. */
  entries: readonly string[]
}>

/** Where the rows of an order are found; $1 is its id. */
const found: Readonly<Record<string, string>> = {
  carts: 'id = (select cart_id from orders where id = $1)',
  cart_lines: 'cart_id = (select cart_id from orders where id = $1)',
  checkouts: 'cart_id = (select cart_id from orders where id = $1)',
  idempotency_keys: 'order_id = $1',
  orders: 'id = $1',
  order_lines: 'order_id = $1',
  order_taxes: 'order_id = $1',
  payments: 'order_id = $1',
  sandbox_payments: 'id = (select gateway_ref from payments where order_id = $1)',
  reservations: 'order_id = $1',
  stock_movements: 'order_id = $1',
  captures: 'payment_id in (select id from payments where order_id = $1)',
  events: 'subject_id = $1',
  ledger_entries: 'order_id = $1',
  ledger_lines: 'entry_id in (select id from ledger_entries where order_id = $1)',
  mails: 'order_id = $1',
}

/** What the order did not have yet when its row was first written: the copy changes it like the shop does. */
const atFirst: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  carts: { state: 'open', order_id: null },
  orders: { state: 'pending', confirmed_at: null, completed_at: null },
  payments: { state: 'created', gateway_ref: null, settled_at: null, authorized_amount: 0, captured_amount: 0 },
  reservations: { state: 'held' },
  sandbox_payments: { tell_at: null },
}

/** No two rows may have the same, although it is nobody's id. */
const ownEach: Readonly<Record<string, Slot>> = {
  'carts.token_hash': ([name = '']) => name,
  'idempotency_keys.key': ([name = '']) => name,
  'mails.event_id': () => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER),
}

type Row = Readonly<Record<string, unknown>>
type Column = { name: string; type: string }

/** Reads what the newest paid order is made of. */
export async function readTemplate(client: Client): Promise<Template> {
  const order = (
    await client.query<{ id: string }>(`select id from orders where state = 'open' order by number desc limit 1`)
  ).rows[0]?.id
  if (!order) throw new Error('there is no paid order to copy')
  const read = new Map<string, { columns: Column[]; rows: Row[] }>()
  for (const [table, condition] of Object.entries(found))
    read.set(table, {
      columns: await columnsOf(client, table),
      rows: (await client.query<Row>(`select * from ${table} where ${condition} order by 1, 2`, [order])).rows,
    })
  const rowsOf = (table: string): readonly Row[] => read.get(table)?.rows ?? []
  const one = (table: string, column: string): string => String(rowsOf(table)[0]?.[column])
  const ids = [...read.values()].flatMap(({ rows }) => rows.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))
  const variants = rowsOf('order_lines')
    .map((line) => String(line['variant_id']))
    .toSorted()
  const known = new Map([...new Set([...ids, ...variants])].map((old, index) => [old, index]))
  const nameOf = (old: string): number => known.get(old) ?? -1
  return {
    tables: new Map([...read].map(([table, { columns, rows }]) => [table, copied(table, { columns, rows, known })])),
    names: known.size,
    nameOf,
    order,
    cart: one('carts', 'id'),
    payment: one('payments', 'id'),
    ref: one('sandbox_payments', 'id'),
    variants,
    entries: rowsOf('ledger_entries').map(({ id }) => String(id)),
  }
}

/** Those that the table does not fill by itself. */
async function columnsOf(client: Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute a
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
       and coalesce(pg_get_expr(d.adbin, d.adrelid), '') not like 'nextval%' order by attnum`,
    [table],
  )
  return rows
}

/** Longer than any number of the database: those are names only where a column says so. */
const NUMBER = 20

type Kept = { columns: readonly Column[]; rows: readonly Row[]; known: ReadonlyMap<string, number> }

function copied(table: string, { columns, rows, known }: Kept): Copied {
  const place = (row: number, column: number): string =>
    `$${row * columns.length + column + 1}::${columns[column]?.type ?? 'text'}`
  const tuples = rows.map((_, row) => `(${columns.map((__, column) => place(row, column)).join(', ')})`)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const back = table === 'ledger_entries' ? ' returning id' : ''
  return {
    text: `insert into ${table} (${names}) values ${tuples.join(', ')}${back}`,
    slots: rows.flatMap((row) =>
      columns.map(({ name }) => slotOf(table, name, { ...row, ...atFirst[table] }[name], known)),
    ),
  }
}

function slotOf(table: string, column: string, value: unknown, known: ReadonlyMap<string, number>): Slot {
  const own = ownEach[`${table}.${column}`]
  if (own) return own
  if (typeof value === 'string') {
    const isNumber = column === 'entry_id'
    const inside = [...known].find(([old]) => (isNumber ? old === value : old.length > NUMBER && value.includes(old)))
    if (!inside) return () => value
    const [old, index] = inside
    const [before = '', after = ''] = value.split(old)
    return (names) => `${before}${names[index] ?? ''}${after}`
  }
  const isPlain = value === null || typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value)
  const written = isPlain ? value : JSON.stringify(value)
  return () => written
}
