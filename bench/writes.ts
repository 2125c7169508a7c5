import { randomUUID } from 'node:crypto'

import { Client, Pool, type PoolClient } from 'pg'

import { type Copied, readTemplate, type Template } from './template.ts'

/**
 * What a checkout of two lines writes, and nothing else: the rows of a paid order again under new names, a statement for a
 * table, in the shop's own transactions and with its locks, without a page, a read, a decision or a request. About
 * what could be hoped for at best. `variants`: what is bought, two at a time.
 */
export async function writesAlone(url: string, seconds: number, variants: readonly string[]): Promise<number> {
  const reader = new Client(url)
  await reader.connect()
  const template = await readTemplate(reader)
  await reader.end()
  const pool = new Pool({ connectionString: url, max: 8, pipeline: true })
  const end = performance.now() + seconds * 1000
  let orders = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = await pool.connect()
      while (performance.now() < end) {
        const bought = [variants[(orders * 2) % variants.length], variants[(orders * 2 + 1) % variants.length]]
        orders++
        await write(client, template, bought.flatMap((id) => id ?? []).toSorted())
      }
      client.release()
    }),
  )
  await pool.end()
  return orders / seconds
}

async function write(client: PoolClient, template: Template, bought: readonly string[]): Promise<void> {
  const names = Array.from({ length: template.names }, () => randomUUID() as string)
  template.variants.forEach((old, index) => (names[template.nameOf(old)] = bought[index] ?? ''))
  const named = (old: string): string => names[template.nameOf(old)] ?? ''
  const [order, cart, payment, ref] = [template.order, template.cart, template.payment, template.ref].map(named)
  const ask = (name: string, text: string, values: unknown[]) => client.query({ name: `w_${name}`, text, values })
  const copy = (table: string) => {
    const { text, slots } = template.tables.get(table) as Copied
    return ask(
      table,
      text,
      slots.map((slot) => slot(names)),
    )
  }
  const together = (...work: Promise<unknown>[]) => Promise.all([client.query('begin'), ...work])
  const commit = () => client.query('commit')

  await together(copy('carts'), copy('cart_lines'), commit())
  await together(
    ask('bump', 'update carts set version = version + 1, updated_at = now() where id = $1', [cart]),
    commit(),
  )
  await together(
    ask('take', `update carts set state = 'paying', order_id = $1, updated_at = now() where id = $2`, [order, cart]),
    ...['idempotency_keys', 'checkouts', 'orders', 'order_lines', 'order_taxes', 'payments'].map((table) =>
      copy(table),
    ),
    ask('hold', 'update stock_levels set reserved = reserved + 1 where variant_id = any($1::uuid[])', [bought]),
    copy('reservations'),
    commit(),
  )
  await copy('sandbox_payments')
  await ask('started', `update payments set state = 'pending', gateway_ref = $1 where id = $2`, [ref, payment])
  await ask('paid', 'update sandbox_payments set decided_at = now() where id = $1', [ref])
  const { rows: entries } = (
    await together(
      ask('lock', 'select 1 from orders where id = $1 for update', [order]),
      copy('captures'),
      ask(
        'captured',
        `update payments set state = 'captured', captured_amount = amount, authorized_amount = amount, settled_at = now()
         where id = $1`,
        [payment],
      ),
      ask('agreed', `update orders set state = 'open', confirmed_at = now(), version = version + 1 where id = $1`, [
        order,
      ]),
      ask('committed', `update reservations set state = 'committed' where order_id = $1`, [order]),
      ask(
        'sold',
        'update stock_levels set on_hand = on_hand - 1, reserved = reserved - 1 where variant_id = any($1::uuid[])',
        [bought],
      ),
      copy('stock_movements'),
      copy('events'),
      ask('ordered', `update carts set state = 'ordered' where id = $1`, [cart]),
      copy('ledger_entries'),
    )
  ).at(-1) as { rows: { id: string }[] }
  template.entries.forEach((old, index) => (names[template.nameOf(old)] = entries[index]?.id ?? ''))
  await Promise.all([copy('ledger_lines'), commit()])
  await copy('mails')
}
