import { customers } from './customers.ts'
import { demo, home } from './home.ts'
import { ledger } from './ledger.ts'
import { mails } from './mails.ts'
import { markets } from './markets.ts'
import { moneyToCheck } from './money-to-check.ts'
import { newOrder } from './new-order.ts'
import { orders } from './orders.ts'
import { priceLists } from './price-lists.ts'
import { payments } from './payments.ts'
import { products } from './products.ts'
import { promotions } from './promotions.ts'
import { settings } from './settings.ts'
import { shipping } from './shipping.ts'
import { shell } from './shell.ts'
import { storedValue } from './stored-value.ts'
import { taxes } from './taxes.ts'

/** Every text of the desk. A language is another folder like this one, with the same shape. */
export const words = {
  ...shell,
  customers,
  priceLists,
  home,
  demo,
  ledger,
  moneyToCheck,
  newOrder,
  orders,
  payments,
  products,
  promotions,
  mails,
  markets,
  settings,
  shipping,
  storedValue,
  taxes,
}
