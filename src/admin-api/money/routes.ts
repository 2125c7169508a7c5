import { z } from 'zod'

import { attentionKinds, listAttention, listDisputes } from '#modules/payment'
import type { Db } from '#platform/db'
import type { Route } from '#platform/http/route'
import type { AdminDeps } from '../deps.ts'
import { read } from '../desk.ts'
import { pageNumber, searchText } from '../listing.ts'
import type { AttentionRow, DisputeRow, Page } from '../types.ts'

const PAGE_SIZE = 50

const attentionQuery = z.strictObject({
  view: z.enum(['all', ...attentionKinds]).default('all'),
  search: searchText,
  page: pageNumber,
})
const disputeQuery = z.strictObject({
  view: z.enum(['open', 'won', 'lost', 'all']).default('open'),
  search: searchText,
  page: pageNumber,
})

/** A question of a bank waits for an answer like a dispute. */
const statesIn = { open: ['inquiry', 'open'], won: ['won'], lost: ['lost'] } as const

/** Money that somebody must look at, and disputes. What is done about them is done at their order. */
export const moneyRoutes = ({ db }: AdminDeps): Route[] => [
  read({
    path: '/money/attention',
    query: attentionQuery,
    handle: async (c, query) => c.json(await attentionPage(db, query)),
  }),
  read({
    path: '/money/disputes',
    query: disputeQuery,
    handle: async (c, query) => c.json(await disputePage(db, query)),
  }),
]

const pageOf = (page: number) => ({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })

async function attentionPage(
  db: Db,
  { view, search, page }: z.output<typeof attentionQuery>,
): Promise<Page<AttentionRow>> {
  const kind = view === 'all' ? undefined : view
  const { rows, total } = await listAttention(db, { kind, search, ...pageOf(page) })
  return {
    rows: rows.map(({ mode, at, until, ...row }) => ({
      ...row,
      isTest: mode === 'test',
      at: at.toISOString(),
      until: until?.toISOString() ?? null,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
  }
}

async function disputePage(db: Db, { view, search, page }: z.output<typeof disputeQuery>): Promise<Page<DisputeRow>> {
  const states = view === 'all' ? undefined : statesIn[view]
  const { rows, total } = await listDisputes(db, { states, search, ...pageOf(page) })
  return {
    rows: rows.map(({ mode, openedAt, dueAt, ...row }) => ({
      ...row,
      isTest: mode === 'test',
      at: openedAt.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
  }
}
