import type { Route } from '#platform/http/route'
import type { AdminDeps } from '../deps.ts'
import { read } from '../desk.ts'
import { listOrders, orderListQuery } from './list.ts'

export const orderRoutes = ({ db }: AdminDeps): Route[] => [
  read({ path: '/orders', query: orderListQuery, handle: async (c, query) => c.json(await listOrders(db, query)) }),
]
