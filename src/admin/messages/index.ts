import { orders } from './orders.ts'
import { products } from './products.ts'
import { shell } from './shell.ts'

/** Every text of the desk. A language is another folder like this one, with the same shape. */
export const words = { ...shell, orders, products }
