export { paypalGateway, type PaypalSettings } from './gateway.ts'
export { toPaypal } from './amounts.ts'
