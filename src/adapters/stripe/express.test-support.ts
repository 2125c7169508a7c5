import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Express, GatewayBuyer, NewGatewayPayment } from '#modules/payment'
import { createBreaker } from '#platform/outbound/breaker'
import { createOutbound } from '#platform/outbound/outbound'
import { startStandinProcess } from '../../../faults/standins/start.ts'
import { stripeGateway } from './index.ts'

const KEY = 'sk_test_a_key_of_the_tests'

export const eur = (amount: number) => money(amount, currencyOf('EUR'))
export const apron: Express = { country: 'DE', isSent: true, goods: 'Linen apron, blue', delivery: eur(490) }
export const course: Express = { country: 'DE', isSent: false, goods: 'A course in weaving', delivery: null }

/** Bought by nobody yet, for 44.70 EUR. */
export const bought = (express: Express, words: Partial<NewGatewayPayment> = {}): NewGatewayPayment => ({
  amount: eur(4470),
  reference: '1042',
  method: 'card',
  returnUrl: 'https://shop.example/return',
  cancelUrl: 'https://shop.example/products/apron',
  language: 'en',
  country: express.country,
  email: '',
  capture: 'automatic',
  idempotencyKey: newId(),
  saved: null,
  customer: null,
  express,
  ...words,
})

/** A stand-in, the gateway to it, and the two steps of every test. */
export async function startStage() {
  const standin = await startStandinProcess('stripe', { STANDIN_KEY: KEY })
  const gateway = stripeGateway({
    name: 'stripe_test',
    mode: 'test',
    apiKey: KEY,
    webhookSecrets: [],
    api: standin.url,
    outbound: createOutbound({ allowPrivate: true, totalMs: 5000, breaker: createBreaker({ failures: 1000 }) }),
  })
  return {
    standin,
    gateway,
    open: async (payment: NewGatewayPayment): Promise<string> => {
      const made = await gateway.create(payment)
      if (!made.ok) throw new Error(made.refusal.reason)
      return made.value.ref
    },
    buyerOf: async (ref: string): Promise<GatewayBuyer | null | undefined> => {
      const said = await gateway.fetch(ref)
      if (!said.ok) throw new Error(said.refusal.reason)
      return said.value.buyer
    },
  }
}
