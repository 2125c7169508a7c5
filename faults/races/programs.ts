import fc from 'fast-check'
import { expect } from 'vitest'

import type { Deed } from '../oracle/linear.ts'
import { type Aimed, fire, get, post, type Shot } from '../rig/race-gun.ts'
import { broken, ordered, placeTogether, type Ready, redirectOf, toGateway } from '../rig/ready.ts'
import { cards } from '../rig/shopper.ts'
import { webhook } from '../rig/webhook.ts'
import type { Moved, Spent } from './ideals.ts'
import type { Stage } from './stage.ts'

/** What is known of an order that was placed. */
type Placed = { id: string; click: number; total: number; paymentId: string; page: string; by: 'bank' | 'card' }

/** What the five clients share, and every deed of theirs with its time, by object. */
export type World = {
  readonly stage: Stage
  readonly variant: string
  readonly productId: string
  readonly cardId: string
  /** Shoppers who have not pressed the button yet: for one or two pieces, and with a gift card. */
  readonly waiting: { ones: Ready[]; twos: Ready[]; carded: Ready[] }
  readonly placed: Placed[]
  readonly shelf: Deed<Spent>[]
  readonly card: Deed<Spent>[]
  readonly money: Map<string, Deed<Moved>[]>
  answers: number
  clicks: number
}

/** Nothing is believed beforehand: what must be true is judged by the history. */
type Model = Record<string, never>
export type Step = fc.AsyncCommand<Model, World>

const good = { number: cards.good, expiry: '12 / 39', cvc: '123' }

const endOf = ({ status }: Pick<Shot, 'status'>): Deed<unknown>['ended'] =>
  status >= 200 && status < 400 ? 'ok' : [404, 409, 422].includes(status) ? 'refused' : 'unknown'

/** One shot at the next process: its answer, and how long it was under way. */
async function shot(world: World, aim: (client: number) => Aimed): Promise<{ answer: Shot; from: number; to: number }> {
  world.clicks += 1
  const from = performance.now()
  const [answer] = await fire([aim(world.clicks)])
  if (!answer) throw new Error('no answer')
  expect(broken([answer])).toEqual([])
  world.answers += 1
  return { answer, from, to: endOf(answer) === 'unknown' ? Infinity : performance.now() }
}

const one = <Thing>(things: readonly Thing[], pick: number): Thing | undefined => things[pick % things.length]
const at = ({ stage }: World, client: number): number => stage.rig.shopOf(client).port
const moneyOf = (world: World, { id }: Placed): Deed<Moved>[] => {
  const deeds = world.money.get(id) ?? []
  world.money.set(id, deeds)
  return deeds
}

type Act = (world: World, pick: number) => Promise<void>

/** What an order of this kind takes, and from where. */
function spending(world: World, kind: keyof World['waiting'], total: number) {
  if (kind === 'carded') return { deeds: world.card, amount: total, by: 'card' } as const
  return { deeds: world.shelf, amount: kind === 'twos' ? 2 : 1, by: 'bank' } as const
}

const place: Act = async (world, pick) => {
  const kind = (['ones', 'twos', 'carded'] as const)[pick % 3] ?? 'ones'
  const ready = world.waiting[kind].pop()
  if (!ready) return
  world.clicks += 1
  const click = world.clicks
  const total = Number(ready.form['total'])
  const from = performance.now()
  const [answer] = await placeTogether(world.stage.rig, [ready])
  if (!answer) throw new Error('no answer')
  expect(broken([answer])).toEqual([])
  const ended = endOf(answer)
  const to = ended === 'unknown' ? Infinity : performance.now()
  const { deeds, amount, by } = spending(world, kind, total)
  deeds.push({ what: { do: 'take', click, amount }, from, to, ended })
  if (!ordered(answer) && !toGateway(answer)) return
  const row = await orderOf(world, ready.form['key'] ?? '')
  world.placed.push({ ...row, click, total, page: toGateway(answer) ? redirectOf(answer) : '', by })
}

async function orderOf({ stage }: World, key: string): Promise<Pick<Placed, 'id' | 'paymentId'>> {
  const [row] = await stage.rig.query<Pick<Placed, 'id' | 'paymentId'>>(
    `select k.order_id as id, (select id from payments p where p.order_id = k.order_id limit 1) as "paymentId"
     from idempotency_keys k where k.key = $1`,
    [key],
  )
  if (!row) throw new Error('an order without its key')
  return row
}

const atTheBank = ({ placed }: World, pick: number): Placed | undefined =>
  one(placed.filter(({ page }) => page).slice(-2), pick)

const pay: Act = async (world, pick) => {
  const order = atTheBank(world, pick)
  if (!order) return
  // From here on the shop may hear of it, from whomever, whenever.
  moneyOf(world, order).push({ what: { do: 'authorize' }, from: performance.now(), to: Infinity, ended: 'unknown' })
  const { answer } = await shot(world, (client) => post(at(world, client), order.page, good))
  if (answer.status === 303) await shot(world, (client) => get(at(world, client), redirectOf(answer)))
}

const message: Act = async (world, pick) => {
  const ref = atTheBank(world, pick)?.page.split('/').at(-1)
  if (ref) await shot(world, (client) => webhook(world.stage.rig, client, { ref }))
}

const desk = (world: World, path: string, body: unknown) =>
  shot(world, (client) => world.stage.staff.aimed(at(world, client), 'POST', path, body))

const part = (total: number, pick: number): number => (pick % 2 === 0 ? Math.floor(total / 3) : total)

/** One of the last two that somebody went to pay: so clients get into each other's way. */
const lately = ({ placed, money }: World, pick: number): Placed | undefined =>
  one(placed.filter(({ id }) => money.has(id)).slice(-2), pick)

const capture: Act = async (world, pick) => {
  const order = lately(world, pick)
  if (!order) return
  const { id, paymentId, total } = order
  const amount = part(total, pick)
  const { answer, from, to } = await desk(world, `/orders/${id}/capture`, { paymentId, amount, final: false })
  if (endOf(answer) !== 'refused')
    moneyOf(world, order).push({ what: { do: 'capture', amount }, from, to, ended: endOf(answer) })
}

const refund: Act = async (world, pick) => {
  const order = lately(world, pick)
  if (!order) return
  const amount = part(order.total, pick)
  const body = { lines: [], shipping: 0, amount, restock: false, note: '' }
  const { answer, from, to } = await desk(world, `/orders/${order.id}/refund`, body)
  if (endOf(answer) !== 'refused')
    moneyOf(world, order).push({ what: { do: 'refund', amount }, from, to, ended: endOf(answer) })
}

const cancel: Act = async (world, pick) => {
  const order = one(world.placed, pick)
  if (!order) return
  const { answer, from, to } = await desk(world, `/orders/${order.id}/cancel`, { reason: 'staff', restock: true })
  const ended = endOf(answer)
  if (ended === 'refused') return
  const back = order.by === 'card' ? world.card : world.shelf
  back.push({ what: { do: 'cancel', click: order.click }, from, to, ended })
  if (order.by === 'bank') moneyOf(world, order).push({ what: { do: 'cancel' }, from, to, ended })
}

const count: Act = async (world, pick) => {
  const by = (pick % 7) - 3
  const { variant: variantId, productId } = world
  const body = { variantId, by, policy: 'deny', reason: 'counted' }
  const { answer, from, to } = await desk(world, `/products/${productId}/stock`, body)
  world.shelf.push({ what: { do: 'change', by }, from, to, ended: endOf(answer) })
}

const adjust: Act = async (world, pick) => {
  const by = ((pick % 5) - 2) * 1000 || 700
  const { answer, from, to } = await desk(world, `/gift-cards/${world.cardId}/adjust`, { by, reason: 'sorry' })
  world.card.push({ what: { do: 'change', by }, from, to, ended: endOf(answer) })
}

const acts = { place, pay, message, capture, refund, cancel, count, adjust }

/** A command that can be printed, so that a program that went wrong can be read. */
class Command implements Step {
  readonly name: keyof typeof acts
  readonly pick: number
  constructor(name: keyof typeof acts, pick: number) {
    this.name = name
    this.pick = pick
  }
  check(): boolean {
    return true
  }
  run(_model: Model, world: World): Promise<void> {
    return acts[this.name](world, this.pick)
  }
  toString(): string {
    return `${this.name}(${this.pick})`
  }
}

const names = fc.oneof(
  { weight: 8, arbitrary: fc.constant('place' as const) },
  { weight: 5, arbitrary: fc.constant('pay' as const) },
  { weight: 2, arbitrary: fc.constant('message' as const) },
  { weight: 8, arbitrary: fc.constant('capture' as const) },
  { weight: 4, arbitrary: fc.constant('refund' as const) },
  { weight: 2, arbitrary: fc.constant('cancel' as const) },
  { weight: 3, arbitrary: fc.constant('count' as const) },
  { weight: 2, arbitrary: fc.constant('adjust' as const) },
)

/** A program for each of five clients, six commands long: thirty in all. */
export const programs = fc.array(
  fc.array(
    fc.tuple(names, fc.nat(1000)).map(([name, pick]) => new Command(name, pick)),
    { minLength: 6, maxLength: 6 },
  ),
  { minLength: 5, maxLength: 5 },
)
