import { ok, refuse, type Result } from '#kernel/result'
import { type Db, type Tx, command } from '#platform/db'
import { emptyCarts } from '#modules/cart'
import { emptyCatalog } from '#modules/catalog'
import { emptyCheckouts } from '#modules/checkout'
import { emptyContent } from '#modules/content'
import { emptyCustomers } from '#modules/customer'
import { emptyFulfillments } from '#modules/fulfillment'
import { emptyReservations } from '#modules/inventory'
import { emptyLedger } from '#modules/ledger'
import { demoSettings, readSetting, saveSetting } from '#modules/market'
import { emptyMails } from '#modules/notification'
import { emptyTries } from '#modules/defense'
import { emptyOrders } from '#modules/order'
import { emptyPayments } from '#modules/payment'
import { emptyExtraLists } from '#modules/pricing'
import { emptyPromotions } from '#modules/promotion'
import { emptyStoredValue } from '#modules/stored-value'
import { emptyVatChecks } from '#modules/tax'

export type EmptyDemoRefusal = { code: 'not_the_demo' } | { code: 'in_use' }

/** What stands in the shop's place until the merchant has written something. */
const newShop = { name: 'My shop', email: 'shop@example.com', address: [] }

/**
 * Takes the demo away for the merchant's own shop: products, pictures, categories, collections, pages, carts, orders,
 * payments, mails, offers, price lists beside the ordinary one. Markets, taxes, shipping and staff stay. Refused in a shop that is not the demo.
 */
export async function emptyDemoShop({ db }: { db: Db }): Promise<Result<null, EmptyDemoRefusal>> {
  return command(db, async (tx): Promise<Result<null, EmptyDemoRefusal>> => {
    if (!(await readSetting(tx, 'demo', demoSettings))) return refuse({ code: 'not_the_demo' })
    await emptySales(tx)
    const emptied = await emptyCatalog(tx)
    if (!emptied.ok) return emptied
    await emptyContent(tx)
    await saveSetting(tx, 'demo', null)
    await saveSetting(tx, 'shop', newShop)
    return ok(null)
  })
}

/** Everything that a sale leaves behind, from its end to its beginning. */
async function emptySales(tx: Tx): Promise<void> {
  await emptyMails(tx)
  // Captures name the parcel that they pay.
  await emptyPayments(tx)
  await emptyFulfillments(tx)
  await emptyLedger(tx)
  await emptyStoredValue(tx)
  await emptyReservations(tx)
  await emptyPromotions(tx)
  await emptyExtraLists(tx)
  await emptyTries(tx)
  await emptyOrders(tx)
  await emptyVatChecks(tx)
  await emptyCheckouts(tx)
  await emptyCarts(tx)
  await emptyCustomers(tx)
}
