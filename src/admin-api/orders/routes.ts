import type { Route } from '#platform/http/route'
import type { AdminDeps } from '../deps.ts'
import { idIn, missing, read } from '../desk.ts'
import { orderActions } from './actions.ts'
import { readDetail } from './detail.ts'
import { newOrderRoutes } from './new-order.ts'
import { orderListQuery, orderPage } from './list.ts'

export const orderRoutes = (deps: AdminDeps): Route[] => [
  read({
    path: '/orders',
    query: orderListQuery,
    handle: async (c, query) => c.json(await orderPage(deps.db, query)),
  }),
  read({
    path: '/orders/:id',
    query: null,
    handle: async (c) => {
      const id = idIn<'order'>(c)
      const order = id ? await readDetail(deps, id) : null
      return order ? c.json(order) : missing(c)
    },
  }),
  ...newOrderRoutes(deps),
  ...orderActions(deps),
]
