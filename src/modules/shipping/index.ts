export { deliveryRange, deliveryText, type DeliveryRange } from './delivery.ts'
export { readShippingFacts, readZones, type Zone } from './queries.ts'
export { removeZone, saveZone, type MethodInput, type SaveZoneRefusal, type ZoneInput } from './save-zone.ts'
export {
  offersFor,
  type Parcel,
  type ShippingFacts,
  type ShippingMethod,
  type ShippingOffer,
  type ShippingRate,
} from './shipping.ts'
export { startShipping } from './start-shipping.ts'
