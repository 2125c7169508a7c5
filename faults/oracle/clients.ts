import type { Entry, History } from './history.ts'
import type { Ask, Violation } from './judge.ts'

type Known = { key: string; id: string; number: string; state: string; total: number; email: string; lines: string }

/**
 * What the clients were told, held against what the shop has. Of an operation that ended as `info` both outcomes are
 * right, but never half of one.
 */
export async function historyViolations(ask: Ask, history: History): Promise<Violation[]> {
  const places = history.entries.filter(({ op }) => op === 'place')
  const known = await ask<Known>(
    `select k.key, o.id, o.number::text, o.state, o.total_amount::float8 as total, o.email,
       (select string_agg(l.variant_id || ' × ' || l.quantity, ', ' order by l.variant_id) from order_lines l
         where l.order_id = o.id) as lines
     from idempotency_keys k join orders o on o.id = k.order_id where k.key = any($1)`,
    [[...new Set(places.map(({ key }) => key))]],
  )
  const orders = new Map(known.map((order) => [order.key, order]))
  return [...(await lost(ask, places, orders)), ...changed(places, orders), ...phantoms(places, orders)]
}

/** I1: what was promised is there: the click's own order, or the one that the same cart had become by another click. */
async function lost(ask: Ask, places: readonly Entry[], orders: Map<string, Known>): Promise<Violation[]> {
  const kept = places.filter(({ outcome, answer }) => outcome === 'ok' && leadsToOrder(answer))
  const refs = await refsOf(ask, kept)
  const promises = kept.map(({ key, answer }) => {
    const promised = orderIn(answer) ?? refs.get(answer.split('/').at(-1) ?? '') ?? ''
    return { key, answer, promised }
  })
  const ids = [...new Set(promises.map(({ promised }) => promised).filter(Boolean))]
  const there = new Set(
    (await ask<{ id: string }>('select id from orders where id = any($1)', [ids])).map(({ id }) => id),
  )
  const where = promises
    .filter(({ key, promised }) => !there.has(promised) || (orders.has(key) && orders.get(key)?.id !== promised))
    .map(({ key, answer }) => `${key} → ${answer}`)
  return where.length > 0 ? [{ invariant: 'I1', says: 'promised to a client, and not there', where }] : []
}

/** I1: the same lines and the same total that the client saw. */
function changed(places: readonly Entry[], orders: Map<string, Known>): Violation[] {
  const where = places.flatMap(({ key, facts }) => {
    const order = orders.get(key)
    if (!order) return []
    const lines = Array.isArray(facts['lines']) ? linesOf(facts['lines'] as [string, number][]) : order.lines
    const fits = order.lines === lines && (typeof facts['total'] !== 'number' || order.total === facts['total'])
    return fits ? [] : [`${order.number}: ${order.lines} for ${order.total}`]
  })
  return where.length > 0 ? [{ invariant: 'I1', says: 'not what the client agreed to', where }] : []
}

/** I2: an order needs at least one attempt that was not refused. */
function phantoms(places: readonly Entry[], orders: Map<string, Known>): Violation[] {
  const where = [...Map.groupBy(places, ({ key }) => key)]
    .filter(([key, tries]) => orders.has(key) && tries.every(({ outcome }) => outcome === 'fail'))
    // Refused by the gateway after the order was written: it is there, and canceled.
    .filter(([key]) => orders.get(key)?.state !== 'canceled')
    .map(([key]) => `${orders.get(key)?.number} of ${key}`)
  return where.length > 0 ? [{ invariant: 'I2', says: 'an order of which every attempt was refused', where }] : []
}

const linesOf = (lines: readonly (readonly [string, number])[]): string =>
  [...lines]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([variant, quantity]) => `${variant} × ${quantity}`)
    .join(', ')

const leadsToOrder = (answer: string): boolean => /\/(orders|test-gateway|checkout\/return)\//.test(answer)

/** The order's id as the signed address says it: its first 16 bytes. */
function orderIn(answer: string): string | null {
  const id = /\/(?:orders|checkout\/return)\/([\w-]{22})\./.exec(answer)?.[1]
  if (!id) return null
  const hex = Buffer.from(id, 'base64url').toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Which order a page of the test gateway is for. */
async function refsOf(ask: Ask, places: readonly Entry[]): Promise<Map<string, string>> {
  const pages = places.map(({ answer }) => answer.split('/').at(-1) ?? '').filter((id) => id.startsWith('sbx_'))
  if (pages.length === 0) return new Map()
  const rows = await ask<{ ref: string; id: string }>(
    'select gateway_ref as ref, order_id as id from payments where gateway_ref = any($1)',
    [pages],
  )
  return new Map(rows.map(({ ref, id }) => [ref, id]))
}
