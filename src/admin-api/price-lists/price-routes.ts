import type { PriceListId } from '#kernel/id'
import { readListedVariants, readLists, setListPrices } from '#modules/pricing'
import type { Db } from '#platform/db'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, idIn, missing, read, unfit, unsaved } from '../desk.ts'
import type { ListedVariantRow, Page } from '../types.ts'
import { pasteInput, pricesInput, pricesQuery } from './input.ts'
import { pastePrices, type PasteRefusal } from './set-prices.ts'
import { explainPrices } from './words.ts'

const PAGE_SIZE = 50

/** What a list says, variant by variant. */
export const priceRoutes = (deps: AdminDeps): Route[] => [
  read({
    path: '/price-lists/:id/prices',
    query: pricesQuery,
    handle: async (c, { search, only, page }) => {
      const id = idIn<'price_list'>(c)
      if (!id) return missing(c)
      const wish = { id, query: search, only, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
      const { variants, total } = await readListedVariants(deps.db, wish)
      const rows = variants.map(({ options, tiers, ...variant }): ListedVariantRow => ({
        ...variant,
        variant: options.join(' / '),
        tiers: [...tiers],
      }))
      return c.json({ rows, total, page, pageSize: PAGE_SIZE } satisfies Page<ListedVariantRow>)
    },
  }),
  saveRoute(deps),
  pasteRoute(deps),
]

const versionOf = async (db: Db, id: PriceListId): Promise<number | null> =>
  (await readLists(db, id))[0]?.version ?? null

const saveRoute = ({ db }: AdminDeps): Route =>
  changeOne({
    method: 'PUT',
    path: '/price-lists/:id/prices',
    body: pricesInput,
    maxBytes: 2_000_000,
    kind: 'price_list',
    handle: async (c, { version, prices }, id) => {
      const entry = { action: 'price_list.priced', subjectId: id, after: { prices } }
      const set = await audited(c, db, entry, (tx, actor) => setListPrices(tx, { id, version, prices, actor }))
      return set.ok ? c.json({ version: await versionOf(db, id) }) : unset(c, set.refusal)
    },
  })

const pasteRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/price-lists/:id/paste',
    body: pasteInput,
    maxBytes: 1_000_000,
    handle: async (c, { version, text }) => {
      const id = idIn<'price_list'>(c)
      const [list] = id ? await readLists(db, id) : []
      if (!id || !list) return missing(c)
      const entry = { action: 'price_list.pasted', subjectId: id, after: { text: text.slice(0, 10_000) } }
      const set = await audited(c, db, entry, (tx, actor) => pastePrices(tx, { list, version, text, actor }))
      return set.ok ? c.json({ version: await versionOf(db, id), read: set.value.read }) : unset(c, set.refusal)
    },
  })

const MOST_SAID = 20

function unset(c: Ask, refusal: PasteRefusal): Response {
  if (refusal.code === 'unreadable') {
    const said = refusal.problems.slice(0, MOST_SAID).map(({ line, message }) => ({
      path: 'text',
      message: line === 0 ? message : `Line ${line}: ${message}`,
    }))
    return unfit(c, said)
  }
  return unsaved(c, refusal, explainPrices(refusal))
}
