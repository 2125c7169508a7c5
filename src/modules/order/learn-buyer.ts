import { sql } from 'kysely'

import { tidiedAddress, type PostalAddress } from '#kernel/address'
import { isEmail } from '#kernel/email'
import type { GatewayAddress, GatewayBuyer, GatewayPayment } from '#modules/payment'
import { rateAt, readTaxRates, taxClasses } from '#modules/tax'
import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { LockedOrder } from './store.ts'

/** Bought without a checkout, and nobody knows yet by whom. */
export const isUnknown = ({ email, state }: Pick<LockedOrder, 'email' | 'state'>): boolean =>
  email === '' && state === 'pending'

type Frozen = { country: string; is_sent: boolean; placed_at: Date }

/**
 * Writes into the order who bought, as the gateway's page heard it. False when it did not hear enough, or an address for
 * which the frozen price was not made: another country, or a place with other taxes in it.
 */
export async function learnBuyer(tx: Tx, { id }: LockedOrder, { buyer }: GatewayPayment): Promise<boolean> {
  if (!buyer || !isEmail(buyer.email.trim())) return false
  const frozen = await readFrozen(tx, id)
  const payer = payerIn(buyer)
  if (!frozen || !payer) return false
  const shipping = frozen.is_sent ? reached(buyer.shipping) : null
  const taxed = frozen.is_sent ? shipping : kept(payer)
  if (!taxed || !(await isPricedFor(tx, frozen, taxed))) return false
  await writeBuyer(tx, id, {
    email: buyer.email.trim(),
    phone: buyer.phone?.trim().slice(0, 40) || null,
    billing: kept(payer),
    shipping,
  })
  return true
}

/** Of the payer gateways often know the country alone: then it is who gets the goods. */
const payerIn = ({ billing, shipping }: GatewayBuyer): GatewayAddress | null =>
  billing?.street1 ? billing : (shipping ?? billing)

async function readFrozen(tx: Tx, id: string): Promise<Frozen | undefined> {
  const statement = sql<Frozen>`select billing_address->>'country' as country, shipping_address is not null as is_sent,
    placed_at from orders where id = ${id}`
  return (await runNamed(tx, 'read_unknown_buyer', statement))[0]
}

/** As our own form would have kept it. */
function kept({ country, ...typed }: GatewayAddress): PostalAddress {
  const tidied = tidiedAddress(country, typed)
  const cut = Object.entries(tidied).map(([part, text]) => [part, text.slice(0, part === 'postcode' ? 20 : 200)])
  return { ...tidied, ...Object.fromEntries(cut) }
}

/** Null when no parcel would arrive. What wallets often leave out, like a province, does not matter. */
function reached(address: GatewayAddress | null): PostalAddress | null {
  const tidied = address && kept(address)
  return tidied && tidied.name && tidied.street1 && tidied.city ? tidied : null
}

async function isPricedFor(tx: Tx, { country, placed_at: at }: Frozen, to: PostalAddress): Promise<boolean> {
  if (to.country !== country) return false
  const rates = await readTaxRates(tx, country, at)
  const usual = { country, region: '', postcode: '' }
  return taxClasses.every((one) => rateAt(rates, to, one).ratePpm === rateAt(rates, usual, one).ratePpm)
}

type Known = Readonly<{ email: string; phone: string | null; billing: PostalAddress; shipping: PostalAddress | null }>

async function writeBuyer(tx: Tx, id: string, { email, phone, billing, shipping }: Known): Promise<void> {
  const json = (address: PostalAddress | null) => (address === null ? null : JSON.stringify(address))
  await sql`update orders set email = ${email}, phone = ${phone}, billing_address = ${json(billing)}::jsonb,
    shipping_address = ${json(shipping)}::jsonb where id = ${id}`.execute(tx)
}
