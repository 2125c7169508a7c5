import { createHash, randomBytes, randomUUID } from 'node:crypto'

import { outcomeOf } from '../oracle/history.ts'
import { type Aimed, fire, locationOf, post, type Shot } from './race-gun.ts'
import type { Rig } from './rig.ts'
import { Shopper } from './shopper.ts'

/** A shopper before the button: a cart, and the form filled in. */
export type Ready = Readonly<{ cookie: string; form: Readonly<Record<string, string>>; lines: Lines }>

export type Lines = readonly (readonly [variantId: string, quantity: number])[]

type Words = Readonly<{
  lines: Lines
  payment?: string
  email?: string
  /** Of coupons and gift cards, typed in the cart. */
  codes?: readonly string[]
  /** Something done to the cart that no form of a guest does. */
  also?: (cartTokenHash: string) => Promise<unknown>
}>

/** One shopper who filled cart and form by hand. */
export async function readyShopper(
  rig: Rig,
  { lines, payment = 'bank_transfer', email = 'ana@example.com', codes = [], also }: Words,
): Promise<Ready> {
  const shopper = new Shopper(rig.shopOf(0).url)
  for (const [variant, quantity] of lines) {
    const added = await shopper.add(variant, quantity)
    if (added.status !== 303) throw new Error(`nothing was put into the cart: ${added.status}`)
  }
  // Nobody guesses here.
  if (codes.length > 0) await rig.query('delete from rate_limits')
  for (const code of codes) {
    const typed = await shopper.post('/cart/codes', { code })
    if (typed.status !== 303) throw new Error(`the code was not taken: ${typed.status}`)
  }
  await also?.(hashOf(shopper.cookie.split('=')[1] ?? ''))
  const form = await shopper.filledCheckout({ email, payment })
  return { cookie: shopper.cookie, form, lines }
}

/**
 * Many shoppers of the same mind. The first fills cart and form by hand, the others are copies of her rows with a cookie,
 * a key and an address of their own: what the race needs at its start, for a fraction of the time.
 */
export async function readyShoppers(
  rig: Rig,
  { count, email, ...words }: Words & { count: number; email?: string },
): Promise<Ready[]> {
  const first = await readyShopper(rig, words)
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  const name = randomBytes(4).toString('hex')
  const mails = tokens.map((_, index) => email ?? `buyer-${name}-${index}@example.com`)
  const copies = tokens.map((token, index) => ({ id: randomUUID(), hash: hashOf(token), email: mails[index] }))
  const tables = await rig.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'cart_id' and table_name not in ('orders')`,
  )
  const template = hashOf(first.cookie.split('=')[1] ?? '')
  await rig.query(copyCart, [JSON.stringify(copies), template])
  for (const table of tables) await rig.query(copyPart(table.name), [JSON.stringify(copies), template])
  return tokens.map((token, index) => ({
    cookie: `stoa_cart=${token}`,
    form: { ...first.form, email: mails[index] ?? '', key: randomUUID() },
    lines: words.lines,
  }))
}

const hashOf = (token: string): string => `\\x${createHash('sha256').update(token).digest('hex')}`

const copy = `jsonb_to_recordset($1::jsonb) as n(id uuid, hash text, email text)`

const copyCart = `insert into carts
  select (jsonb_populate_record(c, jsonb_build_object('id', n.id, 'token_hash', n.hash))).*
  from carts c, ${copy} where c.token_hash = $2::bytea`

/** Whatever else belongs to a cart: its lines, its checkout, its codes. */
const copyPart = (table: string): string => `insert into ${table}
  select (jsonb_populate_record(p, case when to_jsonb(p) ? 'email'
    then jsonb_build_object('cart_id', n.id, 'email', n.email) else jsonb_build_object('cart_id', n.id) end)).*
  from ${table} p join carts c on c.id = p.cart_id, ${copy} where c.token_hash = $2::bytea`

/** The click, by the client with this number. */
export const placing = (rig: Rig, client: number, { form, cookie }: Ready): Aimed =>
  post(rig.shopOf(client).port, '/checkout', form, cookie)

/** All press the button at once; every click is written into the history before it is sent. */
export async function placeTogether(rig: Rig, ready: readonly Ready[], timeoutMs?: number): Promise<Shot[]> {
  const entries = ready.map((one) => rig.history.asked(clickOf(one)))
  const shots = await fire(
    ready.map((one, client) => placing(rig, client, one)),
    timeoutMs,
  )
  for (const [index, shot] of shots.entries()) {
    const entry = entries[index]
    if (entry) rig.history.answered(entry, outcomeOf(shot), redirectOf(shot))
  }
  return shots
}

/** A click as the history has it. */
export const clickOf = ({ form, lines }: Ready) => ({
  client: form['email'] ?? '',
  op: 'place',
  key: form['key'] ?? '',
  facts: { total: Number(form['total']), lines },
})

/** Our own origin taken off: the shop may know itself by another name of this machine. */
export function redirectOf(shot: Pick<Shot, 'head'>): string {
  const location = locationOf(shot)
  return URL.canParse(location) ? new URL(location).pathname + new URL(location).search : location
}

export const ordered = (shot: Shot): boolean => shot.status === 303 && redirectOf(shot).startsWith('/orders/')
export const toGateway = (shot: Shot): boolean => shot.status === 303 && redirectOf(shot).startsWith('/test-gateway/')
export const refused = (shot: Shot): boolean => [404, 409, 422, 429, 503].includes(shot.status)

/** Answers that no race may bring: silence, and the shop's own faults. */
export const broken = (shots: readonly Shot[]): number[] =>
  shots.filter((shot) => shot.status === 0 || shot.status >= 500).map(({ status }) => status)
