import { sql } from 'kysely'
import { z } from 'zod'

import { currencyOf, money } from '#kernel/money'
import type { Express, GatewayBuyer } from '#modules/payment'
import type { Tx } from '#platform/db'
import { labelOf, outcomeOf } from './cards.ts'

const address = z.object({
  name: z.string(),
  organization: z.string(),
  street1: z.string(),
  street2: z.string(),
  city: z.string(),
  region: z.string(),
  postcode: z.string(),
  country: z.string(),
})

const expressSchema = z.object({
  country: z.string(),
  isSent: z.boolean(),
  goods: z.string(),
  delivery: z.object({ amount: z.number(), currency: z.string() }).nullable(),
})
const buyerSchema = z.object({
  email: z.string(),
  phone: z.string().nullable(),
  billing: address.nullable(),
  shipping: address.nullable(),
})

/** What the page was told of a purchase without a checkout; null for any other. */
export function expressIn(kept: unknown): Express | null {
  const { data } = expressSchema.safeParse(kept)
  if (!data) return null
  const { delivery } = data
  return { ...data, delivery: delivery && money(delivery.amount, currencyOf(delivery.currency)) }
}

export const buyerIn = (kept: unknown): GatewayBuyer | null => buyerSchema.safeParse(kept).data ?? null

/** Who has it, wherever that country is. */
const holder = 'Ana Muster'
const streets: Record<string, { street1: string; postcode: string; city: string }> = {
  DE: { street1: 'Torstraße 1', postcode: '10119', city: 'Berlin' },
  GB: { street1: '1 Cable Street', postcode: 'E1 8JG', city: 'London' },
  CH: { street1: 'Langstrasse 1', postcode: '8004', city: 'Zürich' },
  NO: { street1: 'Storgata 1', postcode: '0155', city: 'Oslo' },
}
const anywhere = { street1: 'Main Street 1', postcode: '1000', city: 'Sampletown' }

/** What the test wallet tells the shop: a name and an address in the country that was asked for. */
export function walletBuyer({ country, isSent }: Express, email: string): GatewayBuyer {
  const home = {
    name: holder,
    organization: '',
    street2: '',
    region: '',
    ...(streets[country] ?? anywhere),
    country,
  }
  return { email, phone: null, billing: home, shipping: isSent ? home : null }
}

const CARDS = { approve: '4242424242424242', decline: '4000000000000002' } as const
export type WalletAnswer = keyof typeof CARDS

/** The card behind the wallet. */
export function walletCard(answer: WalletAnswer) {
  const number = CARDS[answer]
  return { outcome: outcomeOf(number), label: `Wallet, ${labelOf(number)}`, number }
}

/** Notes who pays, as long as nothing is decided. */
export async function noteBuyer(tx: Tx, id: string, buyer: GatewayBuyer): Promise<void> {
  await sql`update sandbox_payments set buyer = ${JSON.stringify(buyer)}::jsonb
    where id = ${id} and state = 'open'`.execute(tx)
}
