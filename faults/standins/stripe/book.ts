import { randomBytes } from 'node:crypto'

import type { Asks, Buyer } from './buyer.ts'

/** Those that Stripe warns with are inquiries: the bank asks, and no money is withdrawn. */
type DisputeStatus = 'warning_needs_response' | 'warning_closed' | 'needs_response' | 'won' | 'lost' | 'prevented'

export type Booked = {
  id: string
  amount: number
  /** What the amount consists of. */
  lines: { name: string; amount: number }[]
  currency: string
  reference: string
  metadata: Record<string, string>
  email: string | null
  asks: Asks
  /** Once the page is done with. */
  buyer: Buyer | null
  customer: string | null
  save: boolean
  captureMethod: 'automatic' | 'manual'
  successUrl: string
  cancelUrl: string
  url: string
  expiresAt: number
  createdAt: number
  status: 'open' | 'complete' | 'expired'
  intent: {
    id: string
    status: 'requires_payment_method' | 'requires_capture' | 'processing' | 'succeeded' | 'canceled'
    charge: string | null
    failure: string | null
  } | null
  methodId: string
  card: { brand: string; last4: string; fingerprint: string; wallet: 'apple_pay' | 'google_pay' | null }
  captured: number
  refunded: number
  refunds: { id: string; amount: number; metadata: Record<string, string>; createdAt: number; hasFailed?: boolean }[]
  disputes: { id: string; amount: number; createdAt: number; status: DisputeStatus }[]
}

/** An id as Stripe makes them. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`

const sessions = new Map<string, Booked>()

export const keep = (booked: Booked): Booked => {
  sessions.set(booked.id, booked)
  return booked
}
export const byId = (id: string): Booked | undefined => sessions.get(id)
export const byIntent = (id: string): Booked | undefined => all().find(({ intent }) => intent?.id === id)
/** Newest first, as Stripe lists. */
export const all = (): Booked[] => [...sessions.values()].toReversed()

/** The buyer's card is good: money is taken, or set aside. @throws Error when the page is closed. */
export function approve(booked: Booked, { wallet = null }: { wallet?: 'apple_pay' | 'google_pay' | null } = {}): void {
  if (booked.status !== 'open') throw new Error(`the session is ${booked.status}`)
  booked.status = 'complete'
  booked.card = { ...booked.card, wallet }
  booked.customer ??= booked.save ? newId('cus') : null
  const isManual = booked.captureMethod === 'manual'
  const status = isManual ? 'requires_capture' : 'succeeded'
  booked.intent = { id: booked.intent?.id ?? newId('pi'), status, charge: newId('ch'), failure: null }
  if (!isManual) booked.captured = booked.amount
}

/** The buyer pays in a way whose bank says later: by debit. */
export function process(booked: Booked): void {
  if (booked.status !== 'open') throw new Error(`the session is ${booked.status}`)
  booked.status = 'complete'
  booked.intent = { id: newId('pi'), status: 'processing', charge: null, failure: null }
}

/** …and it says yes or no. */
export function settle(booked: Booked, isGood: boolean): void {
  if (booked.intent?.status !== 'processing') throw new Error('nothing is being processed')
  booked.intent = {
    ...booked.intent,
    status: isGood ? 'succeeded' : 'requires_payment_method',
    charge: newId('py'),
    failure: isGood ? null : 'insufficient_funds',
  }
  if (isGood) booked.captured = booked.amount
}

/** A card is declined: the page stays open for another one. */
export function decline(booked: Booked, code: string): void {
  if (booked.status !== 'open') throw new Error(`the session is ${booked.status}`)
  const id = booked.intent?.id ?? newId('pi')
  booked.intent = { id, status: 'requires_payment_method', charge: null, failure: code }
}
