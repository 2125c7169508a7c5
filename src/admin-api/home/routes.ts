import { sql } from 'kysely'
import { z } from 'zod'

import { demoSettings, readSetting, shopSettings } from '#modules/market'
import { countWaiting } from '#modules/order'
import { countAttention } from '#modules/payment'
import type { Db } from '#platform/db'
import type { Route } from '#platform/http/route'
import type { AdminDeps } from '../deps.ts'
import { read } from '../desk.ts'
import { orderPage } from '../orders/list.ts'
import type { HomeScreen, ShopHead } from '../types.ts'
import { readFigures } from './figures.ts'

const homeQuery = z.strictObject({ midnight: z.iso.datetime({ offset: true }).transform((text) => new Date(text)) })

export const homeRoutes = ({ db, clock }: AdminDeps): Route[] => [
  read({
    path: '/home',
    query: homeQuery,
    handle: async (c, { midnight }) => {
      const [figures, todo, latest] = await Promise.all([
        readFigures(db, midnight, clock.now()),
        readTodo(db),
        orderPage(db, { view: 'all', search: '', page: 1 }, 6),
      ])
      return c.json({ ...figures, todo, latest: latest.rows } satisfies HomeScreen)
    },
  }),
  read({ path: '/shop', query: null, handle: async (c) => c.json(await readHead(db)) }),
]

async function readHead(db: Db): Promise<ShopHead> {
  const shop = await readSetting(db, 'shop', shopSettings)
  const demo = await readSetting(db, 'demo', demoSettings)
  const [{ parcel }, { attention, disputes }] = await Promise.all([countWaiting(db), countAttention(db)])
  return { name: shop?.name ?? null, isDemo: demo !== null, toShip: parcel, toCheck: attention + disputes }
}

/** What waits for somebody. Low: five or fewer of a variant that stops selling at zero. */
async function readTodo(db: Db): Promise<HomeScreen['todo']> {
  const [{ parcel, money }, toCheck] = await Promise.all([countWaiting(db), countAttention(db)])
  const { rows } = await sql<{ lowStock: number; failedMails: number }>`select
    (select count(*) from stock_levels s join variants v on v.id = s.variant_id join products p on p.id = v.product_id
      where s.policy = 'deny' and s.on_hand - s.reserved <= 5 and v.archived_at is null and p.status = 'active')
      as "lowStock",
    (select count(*) from mails where state = 'failed') as "failedMails"`.execute(db)
  const [{ lowStock, failedMails } = { lowStock: 0, failedMails: 0 }] = rows
  return { toShip: parcel, unpaid: money, ...toCheck, lowStock, failedMails }
}
