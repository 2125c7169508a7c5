import { setTimeout as wait } from 'node:timers/promises'

import { type RunningStandin, startStandinProcess } from '../standins/start.ts'
import type { Rig } from './rig.ts'
import { signIn, type Staff } from './staff.ts'

export type BankName = 'stripe' | 'paypal' | 'mollie'

/** A stand-in for a gateway, connected to the shop. */
export type Bank = RunningStandin & {
  readonly name: BankName
  /** How the shop calls this way to pay. */
  readonly payment: string
  /** The bank's own book, held against the shop's: I3 and I4. */
  readonly disagreements: (rig: Rig) => Promise<string[]>
}

const keys: Record<BankName, { standin: Record<string, string>; desk: Record<string, string> }> = {
  stripe: {
    standin: { STANDIN_KEY: 'sk_test_51Nstandin4242', STANDIN_SECRET: 'whsec_standin_4242' },
    desk: { apiKey: 'sk_test_51Nstandin4242', webhookSecrets: 'whsec_standin_4242' },
  },
  paypal: {
    standin: {
      STANDIN_KEY: 'standin-client-4242',
      STANDIN_SECRET: 'standin-secret-4242',
      STANDIN_MERCHANT: 'STANDEN234567',
      STANDIN_WEBHOOK_ID: '1JE4291016473214C',
    },
    desk: {
      clientId: 'standin-client-4242',
      clientSecret: 'standin-secret-4242',
      merchantId: 'STANDEN234567',
      webhookId: '1JE4291016473214C',
    },
  },
  mollie: {
    standin: { STANDIN_KEY: 'test_standin424242424242424242' },
    desk: { apiKey: 'test_standin424242424242424242' },
  },
}

const names: readonly BankName[] = ['stripe', 'paypal', 'mollie']

/** Starts all three, lets `open` start a shop that knows them, and connects them as staff do it at the desk. */
export async function openBanks(
  open: (env: Record<string, string>) => Promise<Rig>,
): Promise<{ rig: Rig; banks: Bank[] }> {
  const running = await Promise.all(names.map((name) => startStandinProcess(name, keys[name].standin)))
  const urls = names.map((name, at) => [`STOA_${name.toUpperCase()}_URL`, running[at]?.url ?? ''] as const)
  const rig = await open(Object.fromEntries(urls))
  const staff = await signIn(rig.shopOf(0).url)
  const banks: Bank[] = []
  for (const [at, standin] of running.entries()) {
    const name = names[at] ?? 'stripe'
    const payment = await connect(staff, name)
    await standin.webhooks({ url: `${rig.shopOf(0).url}/webhooks/${payment}` })
    banks.push({ ...standin, name, payment, disagreements: (of) => disagreements(of, standin, payment) })
  }
  await wait(1200)
  return { rig, banks }
}

/** Keys in, switched on. */
async function connect(staff: Staff, name: BankName): Promise<string> {
  type Way = { code: string; mode: string; version: number; webhookUrl: string | null }
  const { body } = await staff.call<{ ways: Way[] }>('GET', '/payments')
  const way = body.ways.find(({ code, mode }) => code === name && mode === 'test')
  const rules = { captureMode: 'automatic', holdDays: null, markets: [], countries: [], currencies: [] }
  const fields = keys[name].desk
  const saved = await staff.call('PUT', `/payments/${name}/test`, { ...rules, version: way?.version, fields })
  const on = await staff.call('POST', `/payments/${name}/test/switch`, { enabled: true })
  if (saved.status >= 300 || on.status >= 300)
    throw new Error(`${name} is not connected: ${JSON.stringify([saved.body, on.body])}`)
  return way?.webhookUrl?.split('/').at(-1) ?? `${name}_test`
}

export type Booked = {
  ref: string
  key: string
  status: string
  held?: string | null
  captured: number | string
  refunded: number | string
}

/** Minor units of euros: some write them so, some as a decimal. */
const cents = (sum: number | string): number => (typeof sum === 'number' ? sum : Math.round(Number(sum) * 100))

type Ours = { id: string; ref: string | null; captured: number; refunded: number; order: string }

async function disagreements(rig: Rig, bank: RunningStandin, payment: string): Promise<string[]> {
  const book = await bank.do<Booked[]>('book')
  const ours = await rig.query<Ours>(
    `select p.id, p.gateway_ref as ref, p.captured_amount::float8 as captured, p.refunded_amount::float8 as refunded,
       o.state as order
     from payments p join orders o on o.id = p.order_id where p.gateway = $1`,
    [payment],
  )
  const known = new Map(ours.map((one) => [one.id, one]))
  const taken = book.filter(({ captured }) => cents(captured) > 0)
  const twice = [...Map.groupBy(taken, ({ key }) => key)].filter(([, same]) => same.length > 1)
  const alone = ours.filter(({ id, captured }) => captured > 0 && !taken.some(({ key }) => key === id))
  return [
    ...book.flatMap((one) => wrongWith(one, known.get(one.key))),
    ...twice.map(([key]) => `taken twice for ${key}`),
    ...alone.map(({ id }) => `paid here, not there: ${id}`),
  ]
}

function wrongWith({ ref, key, status, held = null, ...sums }: Booked, mine: Ours | undefined): string[] {
  const [captured, refunded] = [cents(sums.captured), cents(sums.refunded)]
  const isKept = captured > refunded
  // Asked for twice because the first answer was lost: the other one must not have been paid.
  const isOurs = mine && (mine.ref === null || mine.ref === ref)
  if (!isOurs) return isKept ? [`taken for nobody: ${ref} of ${key}`] : []
  const differs = mine.captured !== captured || mine.refunded !== refunded
  const isHeld = held === 'CREATED' || status === 'authorized'
  return [
    ...(differs ? [`${key}: ${captured} − ${refunded} there, ${mine.captured} − ${mine.refunded} here`] : []),
    ...(mine.order === 'canceled' && (isKept || isHeld) ? [`kept for a canceled order: ${key}`] : []),
  ]
}
