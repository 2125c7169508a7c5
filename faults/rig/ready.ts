import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

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
  /** The cookie of who has signed in. */
  session?: string
  /** Something more that is done to the cart. */
  also?: (shopper: Shopper) => Promise<unknown>
}>

/** One shopper who filled cart and form by hand. */
export async function readyShopper(
  rig: Rig,
  { lines, payment = 'bank_transfer', email = 'ana@example.com', codes = [], session = '', also }: Words,
): Promise<Ready> {
  const shopper = new Shopper(rig.shopOf(0).url, session)
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
  await also?.(shopper)
  const form = await shopper.filledCheckout({ email, payment })
  return { cookie: shopper.cookie, form, lines }
}

/** Many shoppers of the same mind. */
export async function readyShoppers(rig: Rig, { count, ...words }: Words & { count: number }): Promise<Ready[]> {
  const [crowd = []] = await readyCrowds(rig, { ...words, count, rounds: [words.lines] })
  return crowd
}

type Crowds = Omit<Words, 'lines'> & {
  /** How many shoppers in each round. */
  count: number
  /** What the shoppers of each round buy: as many lines everywhere, at the same prices. */
  rounds: readonly Lines[]
  /** Other things that are each round's own, in the place of the first one's: its coupon's code, its gift card's id. */
  own?: readonly (readonly string[])[]
  /** Of all shoppers of a round; without it each has their own. */
  emails?: readonly string[]
}

/**
 * Crowds for many rounds of a race. The very first shopper fills cart and form by hand, all the others are copies of her
 * rows with a cookie, a key and an address of their own, and with their own round's goods in the place of hers: what the
 * race needs at its start, for a fraction of the time.
 */
export async function readyCrowds(rig: Rig, { rounds, count, own = [], emails, ...words }: Crowds): Promise<Ready[][]> {
  const [lines = []] = rounds
  const first = await readyShopper(rig, { ...words, lines })
  const [token = '', ...others] = first.cookie.split('; ')
  const name = randomBytes(4).toString('hex')
  const crowds = rounds.map((mine, round) =>
    Array.from({ length: count }, (_, index) => ({
      token: randomBytes(32).toString('base64url'),
      email: emails?.[round] ?? words.email ?? `buyer-${name}-${round}-${index}@example.com`,
      swap: Object.fromEntries([
        ...lines.map(([thing], at) => [thing, mine[at]?.[0] ?? thing] as const),
        ...(own[0] ?? []).map((thing, at) => [thing, own[round]?.[at] ?? thing] as const),
      ]),
      lines: mine,
    })),
  )
  await copyCarts(rig, token, crowds.flat())
  return crowds.map((crowd) =>
    crowd.map((one) => ({
      cookie: [`stoa_cart=${one.token}`, ...others].join('; '),
      form: { ...first.form, email: one.email, key: randomUUID() },
      lines: one.lines,
    })),
  )
}

type Copy = { token: string; email: string; swap: Record<string, string> }

async function copyCarts(rig: Rig, cookie: string, copies: readonly Copy[]): Promise<void> {
  const tables = await rig.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'cart_id' and table_name not in ('orders')`,
  )
  const template = hashOf(cookie.split('=')[1] ?? '')
  const rows = JSON.stringify(copies.map(({ token, ...copy }) => ({ ...copy, id: randomUUID(), hash: hashOf(token) })))
  await rig.query(copyCart, [rows, template])
  for (const table of tables) await rig.query(copyPart(table.name), [rows, template])
}

const hashOf = (token: string): string => `\\x${createHash('sha256').update(token).digest('hex')}`

const copy = `jsonb_to_recordset($1::jsonb) as n(id uuid, hash text, email text, swap jsonb)`

const copyCart = `insert into carts
  select (jsonb_populate_record(c, jsonb_build_object('id', n.id, 'token_hash', n.hash))).*
  from carts c, ${copy} where c.token_hash = $2::bytea`

/** Whatever else belongs to a cart: its lines, its checkout, its codes. */
const copyPart = (table: string): string => `insert into ${table}
  select (jsonb_populate_record(p, jsonb_build_object('cart_id', n.id)
    || case when to_jsonb(p) ? 'email' then jsonb_build_object('email', n.email) else '{}' end
    || coalesce((select jsonb_object_agg(key, n.swap -> value) from jsonb_each_text(to_jsonb(p)) where n.swap ? value), '{}'))).*
  from ${table} p join carts c on c.id = p.cart_id, ${copy} where c.token_hash = $2::bytea`

/** The click, by the client with this number. */
export const placing = (rig: Rig, client: number, { form, cookie }: Ready): Aimed =>
  post(rig.shopOf(client).port, '/checkout', form, cookie)

/** All press the button at once; every click is written into the history before it is sent. */
export async function placeOnce(rig: Rig, ready: readonly Ready[]): Promise<Shot[]> {
  const entries = ready.map((one) => rig.history.asked(clickOf(one)))
  const shots = await fire(ready.map((one, client) => placing(rig, client, one)))
  for (const [index, shot] of shots.entries()) {
    const entry = entries[index]
    if (entry) rig.history.answered(entry, outcomeOf(shot), redirectOf(shot))
  }
  return shots
}

const PATIENCE_MS = 60_000

/**
 * The same by people who click again, with the same key, when they are told to come back in a moment (503): a machine that
 * has other work cannot serve a crowd at once. Answers the last answer to each.
 */
export async function placeTogether(rig: Rig, ready: readonly Ready[]): Promise<Shot[]> {
  const end = Date.now() + PATIENCE_MS
  const shots = await placeOnce(rig, ready)
  for (;;) {
    const turnedAway = [...shots.keys()].filter((index) => shots[index]?.status === 503)
    if (turnedAway.length === 0 || Date.now() > end) return shots
    await wait(200)
    const again = await placeOnce(
      rig,
      turnedAway.flatMap((index) => ready[index] ?? []),
    )
    for (const [at, index] of turnedAway.entries()) {
      const shot = again[at]
      if (shot) shots[index] = shot
    }
  }
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
