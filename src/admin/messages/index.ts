import { demo, home } from './home.ts'
import { mails } from './mails.ts'
import { orders } from './orders.ts'
import { products } from './products.ts'
import { promotions } from './promotions.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { storedValue } from './stored-value.ts'
import { taxes } from './taxes.ts'

/** Every text of the desk. A language is another folder like this one, with the same shape. */
export const words = { ...shell, home, demo, orders, products, promotions, mails, settings, storedValue, taxes }
