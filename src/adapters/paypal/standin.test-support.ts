import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import type { Express, Gateway, GatewayPayment, NewGatewayPayment } from '#modules/payment'
import { createBreaker } from '#platform/outbound/breaker'
import { createOutbound } from '#platform/outbound/outbound'
import { startStandinProcess, type RunningStandin } from '../../../faults/standins/start.ts'
import { paypalGateway } from './index.ts'
import type { violations } from './openapi.test-support.ts'

export const MERCHANT = 'STANDEN234567'
const env = { STANDIN_KEY: 'client', STANDIN_SECRET: 'secret', STANDIN_MERCHANT: MERCHANT, STANDIN_WEBHOOK_ID: '1JE42' }

export const gatewayAt = (api: string): Gateway =>
  paypalGateway({
    name: 'paypal_test',
    mode: 'test',
    clientId: env.STANDIN_KEY,
    clientSecret: env.STANDIN_SECRET,
    merchantId: MERCHANT,
    webhookId: env.STANDIN_WEBHOOK_ID,
    api,
    outbound: createOutbound({ allowPrivate: true, totalMs: 700, breaker: createBreaker({ failures: 1000 }) }),
  })

export const startPaypal = (): Promise<RunningStandin> => startStandinProcess('paypal', env)

export type Exchange = Parameters<typeof violations>[1][number]

/** A sum of that currency: `of('EUR')(4470)`. */
export const of = (code: string) => (amount: number) => money(amount, currencyOf(code))

export const apron: Express = { country: 'DE', isSent: true, goods: 'Linen apron, blue', delivery: of('EUR')(490) }
export const giftCard: Express = { country: 'DE', isSent: false, goods: 'Gift card', delivery: null }

/** As the product page asks: nobody knows yet who buys. */
export const bought = (words: Partial<NewGatewayPayment> = {}): NewGatewayPayment => ({
  amount: of('EUR')(4470),
  reference: '1042',
  method: 'paypal',
  returnUrl: 'https://shop.example/return',
  cancelUrl: 'https://shop.example/product',
  language: 'en',
  country: 'DE',
  email: '',
  express: apron,
  capture: 'automatic',
  idempotencyKey: newId(),
  saved: null,
  customer: null,
  ...words,
})

/** What buyers of express orders do, over the wire. */
export function expressBuyer(standin: RunningStandin) {
  const gateway = gatewayAt(standin.url)
  const look = async (ref: string): Promise<GatewayPayment> => {
    const read = await gateway.fetch(ref)
    if (!read.ok) throw new Error(read.refusal.reason)
    return read.value
  }
  const open = async (words: Partial<NewGatewayPayment> = {}) => {
    const payment = bought(words)
    const made = await gateway.create(payment)
    if (!made.ok) throw new Error(made.refusal.reason)
    return { ...made.value, key: payment.idempotencyKey }
  }
  /** Approved on PayPal's page, and looked at. */
  const approved = async (words: Partial<NewGatewayPayment> = {}, said: object = {}): Promise<GatewayPayment> => {
    const { ref } = await open(words)
    await standin.do('approve', { ref, ...said })
    return look(ref)
  }
  return { gateway, look, open, approved, exchanges: () => standin.do<Exchange[]>('exchanges') }
}
