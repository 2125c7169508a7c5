import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { judge, inWords } from '../oracle/judge.ts'
import { fire, get, post } from '../rig/race-gun.ts'
import { broken, ordered, placeTogether, readyShopper, redirectOf, toGateway } from '../rig/ready.ts'
import { openRig, quiet } from '../rig/rig.ts'
import { isDeep, roundsFor } from '../rig/rounds.ts'
import { seedOfRun } from '../rig/seed.ts'
import { cards } from '../rig/shopper.ts'
import { webhook } from '../rig/webhook.ts'
import { openedStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openedStage(await openRig({ processes: 2 }))
})
afterAll(() => stage.rig.close())

/** What we believe of the shop: pieces on the shelf at first and added, and the orders that were promised. */
type Model = { added: number; orders: number }
/** What really happened: ids of orders and pages of the gateway, and every answer. */
type Real = { variant: string; orders: string[]; pages: string[]; statuses: number[]; client: number }
type Step = fc.AsyncCommand<Model, Real>

const START = 12
const card = { number: cards.good, expiry: '12 / 39', cvc: '123' }

/** A command that fires at the next process, and notes what it answered. */
abstract class Shot implements Step {
  readonly pick: number
  constructor(pick: number) {
    this.pick = pick
  }
  check(model: Readonly<Model>): boolean {
    return model.orders >= 0
  }
  async run(model: Model, real: Real): Promise<void> {
    real.client += 1
    await this.act(model, real)
  }
  abstract act(model: Model, real: Real): Promise<void>
  toString(): string {
    return `${this.constructor.name}(${this.pick})`
  }
  protected of<Thing>(things: readonly Thing[]): Thing | undefined {
    return things.length === 0 ? undefined : things[this.pick % things.length]
  }
  protected at(real: Real): number {
    return stage.rig.shopOf(real.client).port
  }
  protected async fired(real: Real, aimed: Parameters<typeof fire>[0]) {
    const shots = await fire(aimed)
    real.statuses.push(...shots.map(({ status }) => status))
    expect(broken(shots)).toEqual([])
    return shots
  }
}

class Place extends Shot {
  async act(model: Model, real: Real): Promise<void> {
    const payment = this.pick % 3 === 0 ? 'bank_transfer' : 'test_card'
    const ready = await readyShopper(stage.rig, { lines: [[real.variant, 1 + (this.pick % 2)]], payment }).catch(
      () => null,
    )
    // Sold out already: there is nothing to put into a cart.
    if (!ready) return
    const [shot] = await placeTogether(stage.rig, [ready])
    if (!shot || !(ordered(shot) || toGateway(shot))) return
    model.orders += 1
    if (toGateway(shot)) real.pages.push(redirectOf(shot))
    const [order] = await stage.rig.query<{ id: string }>(
      'select order_id as id from idempotency_keys where key = $1',
      [ready.form['key']],
    )
    if (order) real.orders.push(order.id)
  }
}

class Pay extends Shot {
  async act(_model: Model, real: Real): Promise<void> {
    const page = this.of(real.pages)
    if (!page) return
    const [paid] = await this.fired(real, [post(this.at(real), page, card)])
    if (paid?.status === 303) await this.fired(real, [get(this.at(real), redirectOf(paid))])
  }
}

class Message extends Shot {
  async act(_model: Model, real: Real): Promise<void> {
    const ref = this.of(real.pages)?.split('/').at(-1)
    if (ref) await this.fired(real, [webhook(stage.rig, real.client, { ref })])
  }
}

class Staff extends Shot {
  async act(_model: Model, real: Real): Promise<void> {
    const id = this.of(real.orders)
    if (!id) return
    const [body, verb] = this.what()
    await this.fired(real, [stage.staff.aimed(this.at(real), 'POST', `/orders/${id}/${verb}`, body)])
  }
  protected what(): [Record<string, unknown>, string] {
    const refund = { lines: [], shipping: 0, amount: 100 + this.pick, restock: false, note: '' }
    const kinds: [Record<string, unknown>, string][] = [
      [{ reason: 'staff', restock: true }, 'cancel'],
      [{}, 'mark-paid'],
      [refund, 'refund'],
    ]
    return kinds[this.pick % kinds.length] ?? [{}, 'mark-paid']
  }
}

class Count extends Shot {
  async act(model: Model, real: Real): Promise<void> {
    const by = (this.pick % 5) - 2
    const [product] = await stage.rig.query<{ id: string }>('select product_id as id from variants where id = $1', [
      real.variant,
    ])
    const body = { variantId: real.variant, by, policy: 'deny', reason: 'counted' }
    const [shot] = await this.fired(real, [
      stage.staff.aimed(this.at(real), 'POST', `/products/${product?.id}/stock`, body),
    ])
    if (shot && shot.status < 300) model.added += by
  }
}

const step = fc
  .nat(1000)
  .chain((pick) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(new Place(pick)) },
      { weight: 3, arbitrary: fc.constant(new Pay(pick)) },
      { weight: 2, arbitrary: fc.constant(new Message(pick)) },
      { weight: 3, arbitrary: fc.constant(new Staff(pick)) },
      { weight: 2, arbitrary: fc.constant(new Count(pick)) },
    ),
  )

/** Five clients, each with a program of its own, all at once; then the books, and the shelf. */
async function played(programs: readonly (readonly Step[])[]): Promise<{ orders: number; answers: number }> {
  const variant = await aVariant(stage.rig.db, { stock: START })
  const real: Real = { variant, orders: [], pages: [], statuses: [], client: 0 }
  const model: Model = { added: 0, orders: 0 }
  const setup = () => ({ model, real })
  await Promise.all(programs.map((program) => fc.asyncModelRun(setup, program)))
  await stage.rig.query(
    `update payments set deadline_at = now() where state in ('created', 'pending') and gateway = 'sandbox'`,
  )
  await quiet(stage.rig.query)
  expect(inWords(await judge({ url: stage.rig.url, history: stage.rig.history }))).toEqual([])
  const [shelf] = await stage.rig.query<{ there: string; sold: string; back: string }>(
    `select s.on_hand as there,
       (select coalesce(sum(quantity), 0) from reservations where variant_id = $1 and state = 'committed') as sold,
       (select coalesce(sum(quantity), 0) from reservations where variant_id = $1 and state = 'restocked') as back
     from stock_levels s where s.variant_id = $1`,
    [variant],
  )
  expect(Number(shelf?.there) + Number(shelf?.sold)).toBe(START + model.added)
  return { orders: model.orders, answers: real.statuses.length }
}

test('C29: random programs of orders, payments, messages, cancels, refunds and counts: the books agree', async ({
  task,
}) => {
  const seed = seedOfRun()
  const numRuns = roundsFor(3, 200)
  const programs = fc.array(fc.array(step, { minLength: 4, maxLength: isDeep ? 30 : 8 }), {
    minLength: 5,
    maxLength: 5,
  })
  let steps = 0
  const did = { orders: 0, answers: 0 }
  await fc.assert(
    fc.asyncProperty(programs, async (all) => {
      steps += all.reduce((sum, { length }) => sum + length, 0)
      const { orders, answers } = await played(all)
      did.orders += orders
      did.answers += answers
    }),
    { seed, numRuns, endOnFailure: true },
  )
  expect(did.orders).toBeGreaterThan(numRuns)
  task.meta.said = `${numRuns} programs of five clients, ${steps} steps, ${did.orders} orders, ${did.answers} other answers`
})
