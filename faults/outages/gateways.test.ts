import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { inWords, judge } from '../oracle/judge.ts'
import { type Bank, type BankName, type Booked, openBanks } from '../rig/banks.ts'
import { fire, get } from '../rig/race-gun.ts'
import { placeOnce, readyShoppers, redirectOf } from '../rig/ready.ts'
import { openRig, quiet, type Rig } from '../rig/rig.ts'
import { isDeep } from '../rig/rounds.ts'
import type { Fault } from '../standins/script.ts'

let rig: Rig
let banks: Bank[]

beforeAll(async () => {
  ;({ rig, banks } = await openBanks((env) => openRig({ env })))
})
afterAll(async () => {
  await rig.close()
  await Promise.all(banks.map((bank) => bank.stop()))
})

const bankOf = (name: BankName): Bank => {
  const bank = banks.find((one) => one.name === name)
  if (!bank) throw new Error(`no ${name}`)
  return bank
}

async function disagreements(bank: Bank): Promise<string[]> {
  const judged = await judge({ url: rig.url, history: rig.history })
  return [...(await bank.disagreements(rig)), ...inWords(judged)]
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

/** The gate has no time for those that wait for our own time-outs, and plays two of the others with each bank. */
const gate: Readonly<Record<BankName, readonly string[]>> = {
  stripe: ['answers half', 'answers 500 and has done it'],
  paypal: ['resets the connection and has done it', 'refuses'],
  mollie: ['answers nonsense', 'resets the connection'],
}
const modesOf = (name: BankName) => modes.filter(({ says }) => isDeep || gate[name].includes(says))

/** A process that remembers nothing of what the bank did before: its breaker is closed. */
async function fresh(): Promise<void> {
  await rig.shopOf(0).kill()
  await rig.restart(0)
}

/** Buyers click while the bank misbehaves, then it is well again; whoever can, pays. Answers the longest wait. */
async function bought(bank: Bank, fault: Fault, count: number): Promise<number> {
  const variant = await aVariant(rig.db, { stock: count })
  const ready = await readyShoppers(rig, { count, lines: [[variant, 1]], payment: bank.payment })
  await bank.script({ ...fault, method: 'POST' })
  const shots = await placeOnce(rig, ready)
  expect(shots.filter(({ status }) => ![303, 409, 503].includes(status)).map(({ status }) => status)).toEqual([])
  await bank.script()
  // The breaker stays open for a while; nobody here has time for that.
  await fresh()
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
  // Somebody had the bank's page open all the while, and pays when nobody waits for it any more.
  const left = (await bank.do<Booked[]>('book')).filter(({ status }) => /^(open|PAYER_ACTION_REQUIRED)$/.test(status))
  for (const { ref } of left) await bank.do('approve', { ref }).catch(() => {})
  await settled(bank)
  return Math.max(...shots.map(({ ms }) => ms))
}

/** All that the bank has sent was answered, and what follows from it is done. */
async function settled(bank: Bank): Promise<void> {
  await bank.do('idle')
  await quiet(rig.query)
}

const COUNT = 84
/** So many at once: more would only learn that the breaker is open. */
const WAVE = 28

describe.each(['stripe', 'paypal', 'mollie'] as const)('%s (F27)', (name) => {
  test(`F27: all is well with ${name}: paid once`, async () => {
    const bank = bankOf(name)
    await bought(bank, { mode: 'slow', ms: 0 }, 3)
    expect(await disagreements(bank)).toEqual([])
    const paid = await rig.query(`select 1 from payments where gateway = $1 and state = 'captured'`, [bank.payment])
    expect(paid).toHaveLength(3)
  })

  for (const { says, ...fault } of modesOf(name))
    test(`F27: ${name} ${says}: nobody waits longer than twelve seconds, no money is lost`, async ({ task }) => {
      const bank = bankOf(name)
      const longest: number[] = []
      for (let orders = 0; orders < (isDeep ? COUNT : 3); orders += WAVE)
        longest.push(await bought(bank, fault, isDeep ? WAVE : 3))
      const longestMs = Math.max(...longest)
      task.meta.said = `${isDeep ? COUNT : 3} orders, answers ≤ ${longestMs.toFixed(0)} ms`
      expect(await disagreements(bank)).toEqual([])
      expect(longestMs).toBeLessThan(12_000)
    })
})
