import type { Gateway } from '#modules/payment'
import { createBreaker } from '#platform/outbound/breaker'
import { createOutbound } from '#platform/outbound/outbound'
import { startStandinProcess, type RunningStandin } from '../../../faults/standins/start.ts'
import { paypalGateway } from './index.ts'

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
