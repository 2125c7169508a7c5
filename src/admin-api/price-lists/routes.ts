import type { PriceListId } from '#kernel/id'
import { readGroups } from '#modules/customer'
import { readKnownMarkets } from '#modules/market'
import { changeList, createList, readLists, type PriceListForEdit } from '#modules/pricing'
import type { Db } from '#platform/db'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, idIn, missing, read, readOne, unfit, unsaved } from '../desk.ts'
import type { ListState, PriceListChoices, PriceListRow, PriceListScreen } from '../types.ts'
import { listInput, newListInput } from './input.ts'
import { priceRoutes } from './price-routes.ts'
import { explainList } from './words.ts'

export const priceListRoutes = (deps: AdminDeps): Route[] => [
  read({
    path: '/price-lists',
    query: null,
    handle: async (c) => c.json((await readLists(deps.db)).map((list) => rowOf(list, deps.clock.now()))),
  }),
  read({ path: '/price-list-choices', query: null, handle: async (c) => c.json(await choicesOf(deps.db)) }),
  readOne({ path: '/price-lists/:id', kind: 'price_list', find: (id) => screenOf(deps.db, id) }),
  createRoute(deps),
  saveRoute(deps),
  ...priceRoutes(deps),
]

function rowOf(list: PriceListForEdit, now: Date): PriceListRow {
  const { id, name, marketName, groupName, currency, variants } = list
  const dates = { startsAt: list.startsAt?.toISOString() ?? null, endsAt: list.endsAt?.toISOString() ?? null }
  return { id, name, market: marketName, group: groupName, currency, state: stateOf(list, now), variants, ...dates }
}

function stateOf({ isBase, active, startsAt, endsAt }: PriceListForEdit, now: Date): ListState {
  if (isBase) return 'base'
  if (!active) return 'off'
  if (endsAt !== null && endsAt <= now) return 'ended'
  return startsAt !== null && startsAt > now ? 'scheduled' : 'running'
}

async function choicesOf(db: Db): Promise<PriceListChoices> {
  const [markets, groups] = await Promise.all([readKnownMarkets(db), readGroups(db)])
  return {
    markets: markets.map(({ id, name, currency }) => ({ id, name, currency })),
    groups: groups.map(({ id, name }) => ({ id, name })),
  }
}

async function screenOf(db: Db, id: PriceListId): Promise<PriceListScreen | null> {
  const [[list], { groups }] = await Promise.all([readLists(db, id), choicesOf(db)])
  if (!list) return null
  const { name, groupId, active, version, isBase, marketName, currency } = list
  const dates = { startsAt: list.startsAt?.toISOString() ?? null, endsAt: list.endsAt?.toISOString() ?? null }
  return { id, name, groupId, active, version, isBase, market: marketName, currency, groups, ...dates }
}

const createRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/price-lists',
    body: newListInput,
    handle: async (c, body) => {
      const entry = { action: 'price_list.created', after: body }
      const made = await audited(c, db, entry, (tx, actor) => createList(tx, { ...body, actor }))
      return made.ok ? c.json({ id: made.value.priceListId }) : unfit(c, [explainList(made.refusal)])
    },
  })

const saveRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'PUT',
    path: '/price-lists/:id',
    body: listInput,
    handle: async (c, { version, ...body }) => {
      const id = idIn<'price_list'>(c)
      const [before] = id ? await readLists(db, id) : []
      if (!id || !before) return missing(c)
      const { name, groupId, startsAt, endsAt, active } = before
      const known = { name, groupId, startsAt, endsAt, active }
      const entry = { action: 'price_list.saved', subjectId: id, before: known, after: body }
      const saved = await audited(c, db, entry, (tx, actor) => changeList(tx, { id, version, ...body, actor }))
      if (saved.ok) return c.json(await screenOf(db, id))
      return unsaved(c, saved.refusal, explainList(saved.refusal))
    },
  })
