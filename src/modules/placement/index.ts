export { expressOrder, type ExpressRefusal } from './express-order.ts'
export { makeOrder, previewOrder, type MakeOrder, type MakeOrderRefusal, type NewOrder } from './make-order.ts'
export {
  payOffer,
  readMethods,
  readOfferSums,
  type OfferSums,
  type PayOffer,
  type PayOfferRefusal,
} from './pay-offer.ts'
export { placeOrder, type Placed, type PlaceOrder, type PlaceOrderRefusal } from './place-order.ts'
