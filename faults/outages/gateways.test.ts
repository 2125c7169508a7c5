import { setTimeout as wait } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { inWords, judge } from '../oracle/judge.ts'
import { fire, get } from '../rig/race-gun.ts'
import { placeTogether, readyShoppers, redirectOf } from '../rig/ready.ts'
import { openRig, quiet, type Rig } from '../rig/rig.ts'
import { isDeep } from '../rig/rounds.ts'
import { signIn } from '../rig/staff.ts'
import type { Fault } from '../standins/script.ts'
import { type RunningStandin, startStandinProcess } from '../standins/start.ts'

const API_KEY = 'sk_test_51Nstandin4242'
const SECRET = 'whsec_standin_4242'

let rig: Rig
let bank: RunningStandin
/** How the shop calls this way to pay. */
let payment: string

beforeAll(async () => {
  bank = await startStandinProcess('stripe', { STANDIN_KEY: API_KEY, STANDIN_SECRET: SECRET })
  rig = await openRig({ env: { STOA_STRIPE_URL: bank.url } })
  payment = await connect()
  await bank.webhooks({ url: `${rig.shopOf(0).url}/webhooks/${payment}` })
})
afterAll(async () => {
  await rig.close()
  await bank.stop()
})

/** As staff do it at the desk: keys in, switched on. */
async function connect(): Promise<string> {
  const staff = await signIn(rig.shopOf(0).url)
  type Way = { code: string; mode: string; version: number; webhookUrl: string | null }
  const { body } = await staff.call<{ ways: Way[] }>('GET', '/payments')
  const way = body.ways.find(({ code, mode }) => code === 'stripe' && mode === 'test')
  const fields = { apiKey: API_KEY, webhookSecrets: SECRET }
  const rules = { captureMode: 'automatic', holdDays: null, markets: [], countries: [], currencies: [] }
  const saved = await staff.call('PUT', '/payments/stripe/test', { ...rules, version: way?.version, fields })
  const on = await staff.call('POST', '/payments/stripe/test/switch', { enabled: true })
  if (saved.status >= 300 || on.status >= 300) throw new Error(`not connected: ${saved.status} ${on.status}`)
  await wait(1200)
  return way?.webhookUrl?.split('/').at(-1) ?? ''
}

type Booked = { ref: string; key: string; status: string; captured: number; refunded: number; intent: string | null }

/** The bank's own book, held against the shop's: I3 and I4. */
async function disagreements(): Promise<string[]> {
  const book = await bank.do<Booked[]>('book')
  const ours = await rig.query<{ id: string; captured: number; refunded: number; state: string; order: string }>(
    `select p.id, p.captured_amount::float8 as captured, p.refunded_amount::float8 as refunded, p.state, o.state as order
     from payments p join orders o on o.id = p.order_id where p.gateway = $1`,
    [payment],
  )
  const known = new Map(ours.map((one) => [one.id, one]))
  const found = book.flatMap(({ key, captured, refunded, status }) => {
    const mine = known.get(key)
    if (!mine) return captured > refunded ? [`taken for nobody: ${key}`] : []
    return [
      ...(mine.captured === captured && mine.refunded === refunded
        ? []
        : [`${key}: ${captured} − ${refunded} there, ${mine.captured} − ${mine.refunded} here`]),
      ...(mine.order === 'canceled' && captured > refunded ? [`kept for a canceled order: ${key}`] : []),
      ...(mine.order !== 'pending' && status === 'open' ? [`still open there, ${mine.order} here: ${key}`] : []),
    ]
  })
  const twice = [...Map.groupBy(book, ({ key }) => key)].filter(([, same]) => same.length > 1)
  const alone = ours.filter(({ id, captured }) => captured > 0 && !book.some(({ key }) => key === id))
  return [
    ...found,
    ...twice.map(([key]) => `two payments for ${key}`),
    ...alone.map(({ id }) => `paid here, not there: ${id}`),
    ...inWords(await judge({ url: rig.url, history: rig.history })),
  ]
}

const modes: readonly (Fault & { says: string })[] = [
  { says: 'refuses', mode: 'refuse' },
  { says: 'is busy', mode: 'busy' },
  { says: 'answers 500', mode: 'error' },
  { says: 'answers 500 and has done it', mode: 'error', done: true },
  { says: 'resets the connection', mode: 'reset' },
  { says: 'resets the connection and has done it', mode: 'reset', done: true },
  { says: 'answers half', mode: 'half' },
  { says: 'answers nonsense', mode: 'nonsense' },
  { says: 'is slow', mode: 'slow', ms: 1500 },
  { says: 'says nothing', mode: 'silent' },
  { says: 'answers a byte a second', mode: 'drip' },
  { says: 'has done it and answers after our time-out', mode: 'late', ms: 13_000 },
]

/** A process that remembers nothing of what the bank did before. */
async function fresh(): Promise<void> {
  await rig.shopOf(0).kill()
  await rig.restart(0)
}

/** The gate has no time for those that wait for our own time-outs. */
const atTheGate = new Set(['refuse', 'half', 'error', 'reset', 'slow'])
const chosen = modes.filter(({ mode, done }) => isDeep || (atTheGate.has(mode) && (mode !== 'error' || done)))

/** Buyers click while the bank misbehaves, then it is well again; whoever can, pays. Answers the longest wait. */
async function bought(fault: Fault, count: number): Promise<number> {
  const variant = await aVariant(rig.db, { stock: count })
  const ready = await readyShoppers(rig, { count, lines: [[variant, 1]], payment })
  await bank.script({ ...fault, method: 'POST' })
  const shots = await placeTogether(rig, ready)
  expect(shots.filter(({ status }) => ![303, 409, 503].includes(status)).map(({ status }) => status)).toEqual([])
  await bank.script()
  // The breaker stays open for a while; the gate has no time for that, and begins anew.
  if (!isDeep) await fresh()
  const { port } = rig.shopOf(0)
  for (const [index, shot] of shots.entries()) {
    // Some are at the bank's page already; the others look at the page that says "one moment".
    const back = redirectOf(shot)
    if (back.startsWith('/checkout/return/')) await fire([get(port, back, ready[index]?.cookie)])
  }
  // Who was shown the bank's page pays there; the others have no page to pay on.
  const shown = await rig.query<{ ref: string }>(
    `select p.gateway_ref as ref from payments p join order_lines l on l.order_id = p.order_id
     where l.variant_id = $1 and p.redirect_url is not null`,
    [variant],
  )
  for (const { ref } of shown) await bank.do('approve', { ref }).catch(() => {})
  await quiet(rig.query)
  return Math.max(...shots.map(({ ms }) => ms))
}

describe('the gateway (F27)', () => {
  test('F27: all is well: paid once', async () => {
    await bought({ mode: 'slow', ms: 0 }, 3)
    expect(await disagreements()).toEqual([])
    const paid = await rig.query(`select 1 from payments where gateway = $1 and state = 'captured'`, [payment])
    expect(paid).toHaveLength(3)
  })

  for (const { says, ...fault } of chosen)
    test(`F27: it ${says}: nobody waits longer than twelve seconds, no money is lost`, async ({ task }) => {
      await fresh()
      const longestMs = await bought(fault, isDeep ? 84 : 3)
      task.meta.said = `answers ≤ ${longestMs.toFixed(0)} ms`
      expect(await disagreements()).toEqual([])
      expect(longestMs).toBeLessThan(12_000)
    })

  test('F28: its messages come ten times, late and in any order, or never: the same end', async () => {
    for (const how of [{ copies: 10 }, { keep: true }, { lose: true }]) {
      await bank.webhooks({ url: `${rig.shopOf(0).url}/webhooks/${payment}`, ...how })
      await bought({ mode: 'slow', ms: 0 }, 2)
      await bank.do('flush', { seed: 7 }).catch(() => {})
      await quiet(rig.query)
    }
    expect(await disagreements()).toEqual([])
  })
})
