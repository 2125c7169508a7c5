export { STRIPE_API, stripeGateway, type StripeSettings } from './gateway.ts'
export { toStripe } from './amounts.ts'
