import type { FulfillmentId, LocationId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { Fulfill } from './fulfill.ts'

type NewFulfillment = Fulfill & Readonly<{ id: FulfillmentId; locationId: LocationId }>

export async function insertFulfillment(tx: Tx, parcel: NewFulfillment): Promise<void> {
  await tx
    .insertInto('fulfillments')
    .values({
      id: parcel.id,
      order_id: parcel.orderId,
      location_id: parcel.locationId,
      carrier: parcel.carrier,
      tracking_number: parcel.trackingNumber,
      tracking_url: parcel.trackingUrl,
      actor: parcel.actor,
      shipped_at: parcel.now,
    })
    .execute()
  await tx
    .insertInto('fulfillment_lines')
    .values(
      parcel.lines.map((line) => ({
        fulfillment_id: parcel.id,
        order_line_id: line.orderLineId,
        quantity: line.quantity,
      })),
    )
    .execute()
}
