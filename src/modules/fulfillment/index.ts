export { fulfill, type Fulfill, type FulfillRefusal } from './fulfill.ts'
export { emptyFulfillments } from './empty-fulfillments.ts'
