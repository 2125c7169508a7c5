import { setTimeout as wait } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { inWords, judge } from '../oracle/judge.ts'
import { type MailSink, type Mood, openMailSink } from '../oracle/mail-sink.ts'
import { fire, post } from '../rig/race-gun.ts'
import { ordered, placeTogether, readyShopper, readyShoppers, redirectOf } from '../rig/ready.ts'
import { openRig, quiet, type Rig, until } from '../rig/rig.ts'
import { isDeep, roundsFor } from '../rig/rounds.ts'
import { randomFrom, seedOfRun } from '../rig/seed.ts'
import { cards } from '../rig/shopper.ts'
import { webhook } from '../rig/webhook.ts'

let rig: Rig
let sink: MailSink

beforeAll(async () => {
  sink = await openMailSink()
  rig = await openRig({ processes: 2, env: { SMTP_URL: sink.url } })
})
afterAll(async () => {
  await rig.close()
  await sink.close()
})

/** What waits for its next try is due now. */
const dueNow = () => rig.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()')

async function allSent(): Promise<void> {
  await until(
    'every mail is decided',
    async () => {
      await dueNow()
      return (await rig.query(`select 1 from mails where state = 'queued' limit 1`)).length === 0
    },
    60_000,
  )
  await quiet(rig.query)
}

/** A process that is killed between a mail's end and its own note of it sends that mail twice, two at once at most. */
let killed = 0

const expectBooks = async (): Promise<void> => {
  await allSent()
  const mails = { delivered: sink.delivered, cuts: sink.cuts() + killed * 2 }
  expect(inWords(await judge({ url: rig.url, history: rig.history, mails }))).toEqual([])
}

async function sell(count: number): Promise<void> {
  const variant = await aVariant(rig.db, { stock: count })
  const shots = await placeTogether(rig, await readyShoppers(rig, { count, lines: [[variant, 1]] }))
  expect(shots.filter(ordered)).toHaveLength(count)
}

const states = () =>
  rig.query<{ state: string; count: string }>(
    'select state, count(*)::text as count from mails group by state order by 1',
  )

describe('mails (F29)', () => {
  const moods: [string, Mood][] = [
    ['nobody listens', 'down'],
    ['"try later" to everybody', 'later'],
    ['takes it, and hangs up before it says so', 'cut'],
    ['a banner that takes two seconds', { slowMs: 2000 }],
  ]
  for (const [what, mood] of moods)
    test(`F29: ${what}: orders go on, every mail arrives`, async ({ task }) => {
      const count = roundsFor(10, 250)
      const before = sink.delivered.length
      await sink.mood(mood)
      await sell(count)
      await wait(1500)
      await dueNow()
      await wait(1000)
      await sink.mood('kind')
      await expectBooks()
      expect(sink.delivered.length - before).toBeGreaterThanOrEqual(count)
      task.meta.said = `${count} orders, ${sink.delivered.length - before} mails, ${sink.cuts()} cut off`
    })

  test('F29: "no such person": written down as failed, and not tried again', async () => {
    await sink.mood('never')
    const before = sink.delivered.length
    await sell(3)
    await allSent()
    await sink.mood('kind')
    await dueNow()
    await quiet(rig.query)
    expect(sink.delivered.length).toBe(before)
    expect((await states()).find(({ state }) => state === 'failed')?.count).toBe('3')
    await expectBooks()
  })
})

describe('jobs (F30)', () => {
  test('F30: a process is killed at random while jobs run: each effect once, a bad job stops nobody', async ({
    task,
  }) => {
    const count = isDeep ? 10_000 : 150
    const kills = roundsFor(2, 50)
    await sell(1)
    const [order] = await rig.query<{ id: string }>('select id from orders limit 1')
    const random = randomFrom(seedOfRun())
    // Each asks for one mail; every third is asked for twice; one job names an event that is not there.
    await rig.query(
      `with event as (
         insert into events (type, subject_id, data) select 'payment.refunded', $1, '{"amount": 100, "currency": "EUR"}'
         from generate_series(1, $2) returning id)
       select graphile_worker.add_job('listen', json_build_object('heard',
         json_build_array(json_build_object('listener', 'write mail', 'eventId', id))))
       from event, generate_series(1, 1 + (id % 3 = 0)::int)`,
      [order?.id, count],
    )
    await rig.query(
      `select graphile_worker.add_job('listen', '{"heard": [{"listener": "write mail", "eventId": 999999999}]}',
         max_attempts := 2)`,
    )
    for (let kill = 0; kill < kills; kill += 1) {
      await wait(100 + random() * 400)
      await rig.shopOf(kill).kill()
      killed += 1
      await rig.restart(kill % 2)
    }
    const since = performance.now()
    await until('the bad job is given up', async () => {
      await dueNow()
      return (await bad()) === '2'
    })
    await rig.query(`delete from graphile_worker._private_jobs where payload::text like '%999999999%'`)
    await expectBooks()
    const pickedUpMs = performance.now() - since
    expect(pickedUpMs).toBeLessThan(60_000 + count * 10)
    const [written] = await rig.query<{ count: string }>(
      `select count(*)::text as count from mails m join events e on e.id = m.event_id where e.type = 'payment.refunded'`,
    )
    expect(written?.count).toBe(String(count))
    task.meta.said = `${count} jobs, ${kills} kills, all done ${(pickedUpMs / 1000).toFixed(1)} s after the last`
  })

  const bad = async (): Promise<string | undefined> =>
    (
      await rig.query<{ attempts: string }>(
        `select attempts::text from graphile_worker._private_jobs where payload::text like '%999999999%'`,
      )
    )[0]?.attempts
})

const card = (number: string) => ({ number, expiry: '12 / 39', cvc: '123' })

/** A shopper stands at the gateway's page. */
async function atTheGateway() {
  const variant = await aVariant(rig.db, { stock: 5 })
  const ready = await readyShopper(rig, { lines: [[variant, 1]], payment: 'test_card' })
  const [placed] = await placeTogether(rig, [ready])
  const page = redirectOf(placed ?? { head: '' })
  return { variant, page, ref: page.split('/').at(-1) ?? '' }
}

async function orderOf(variant: string): Promise<string[]> {
  const rows = await rig.query<{ story: string }>(
    `select o.state || ' ' || (select string_agg(type, ' ' order by id) from events where subject_id = o.id) as story
     from orders o join order_lines l on l.order_id = o.id where l.variant_id = $1`,
    [variant],
  )
  return rows.map(({ story }) => story)
}

const PAID = 'open order.placed order.confirmed payment.captured'

describe('messages of the gateway (F28)', () => {
  test('F28: the same message a hundred times at once: one effect', async () => {
    for (let round = 0; round < roundsFor(2, 20); round += 1) {
      const { variant, page, ref } = await atTheGateway()
      await fire([post(rig.shopOf(0).port, page, card(cards.good))])
      const shots = await fire(
        Array.from({ length: 100 }, (_, client) => webhook(rig, client, { ref, eventId: `evt_same_${ref}` })),
      )
      expect(shots.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
      expect(await orderOf(variant)).toEqual([PAID])
    }
    await expectBooks()
  })

  test('F28: five messages in any order, some before the shopper has paid: the same end', async ({ task }) => {
    const all = permutations(['processing', 'challenged', 'captured', 'captured', 'open'])
    const some = isDeep ? all : all.filter((_, index) => index % 12 === seedOfRun() % 12)
    for (const [index, order] of some.entries()) {
      const { variant, page, ref } = await atTheGateway()
      for (const [at, state] of order.entries()) {
        if (at === index % 5) await fire([post(rig.shopOf(0).port, page, card(cards.good))])
        const [told] = await fire([webhook(rig, at, { ref, state })])
        expect(told?.status).toBe(200)
      }
      await fire([webhook(rig, 0, { ref })])
      expect(await orderOf(variant)).toEqual([PAID])
    }
    task.meta.said = `${some.length} of ${all.length} orders`
    await expectBooks()
  })

  test('F28: the message is lost altogether: the order is found and finished', async () => {
    const { variant, page } = await atTheGateway()
    await fire([post(rig.shopOf(0).port, page, card(cards.lost))])
    await quiet(rig.query)
    expect(await orderOf(variant)).toEqual([PAID])
    await expectBooks()
  })

  test('F28: signed by somebody else, three days old, changed on the way: refused, and kept nowhere', async () => {
    const { ref } = await atTheGateway()
    const kept = async () => (await rig.query('select 1 from gateway_events')).length
    const before = await kept()
    const good = webhook(rig, 0, { ref })
    const shots = await fire([
      webhook(rig, 0, { ref, secret: 'not the secret' }),
      webhook(rig, 0, { ref, at: Date.now() - 3 * 86_400_000 }),
      { ...good, text: good.text.replace('"captured"', '"captvred"') },
    ])
    expect(shots.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(await kept()).toBe(before)
  })
})

function permutations<Thing>(things: readonly Thing[]): Thing[][] {
  if (things.length === 0) return [[]]
  return things.flatMap((thing, at) => permutations(things.toSpliced(at, 1)).map((rest) => [thing, ...rest]))
}
