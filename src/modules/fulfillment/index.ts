export { fulfill, type Fulfill, type FulfillRefusal } from './fulfill.ts'
