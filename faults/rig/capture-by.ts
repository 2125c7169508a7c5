import { setTimeout as wait } from 'node:timers/promises'

import type { Staff } from './staff.ts'

/** How the test gateway takes money, as staff choose it at the desk. */
export async function captureBy(staff: Staff, captureMode: 'automatic' | 'manual'): Promise<void> {
  type Way = {
    code: string
    mode: string
    version: number
    holdDays: number | null
    markets: string[]
    countries: string[]
    currencies: string[]
  }
  const { body } = await staff.call<{ ways: Way[] }>('GET', '/payments')
  const way = body.ways.find(({ code }) => code === 'sandbox')
  if (!way) throw new Error('no test gateway')
  const { version, holdDays, markets, countries, currencies } = way
  const saved = await staff.call('PUT', `/payments/sandbox/${way.mode}`, {
    version,
    fields: {},
    captureMode,
    holdDays,
    markets,
    countries,
    currencies,
  })
  if (saved.status >= 300)
    throw new Error(`the way to pay was not saved: ${saved.status} ${JSON.stringify(saved.body)}`)
  // The other process hears of it within a second.
  await wait(1200)
}
