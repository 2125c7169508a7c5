import { setImmediate as breathe } from 'node:timers/promises'

import type { Clock } from '#kernel/clock'
import type { CacheTag } from '#platform/cache-changes'
import type { Db } from '#platform/db'
import { giveBackMemory } from '#platform/memory'
import { catalogOf, type Catalog } from './catalog.ts'
import { readAllProducts, readSomeProducts } from './read-products.ts'
import { emptyShelves, shelve, unshelve } from './shelves.ts'
import { readTree, type CatalogTree, type CategoryNode } from './tree.ts'

/** The catalog in memory, kept as fresh as the tags it is told of. */
export type LiveCatalog = Readonly<{
  /** The top of the tree, at once. */
  menu: () => readonly CategoryNode[]
  /** Waits for the first reading, then answers at once. */
  ready: () => Promise<Catalog>
  refresh: (tags: readonly CacheTag[]) => Promise<void>
  stop: () => void
}>

/** From this many changed products on, reading all is quicker. */
const MANY = 5000

/** Opens with the tree; the products are read in the background. */
export async function openCatalog(db: Db, clock: Clock): Promise<LiveCatalog> {
  let tree = await readTree(db)
  let stopped = false
  let current: Catalog | null = null

  const build = async (): Promise<void> => {
    const fresh = await readTree(db)
    const shelves = emptyShelves()
    for await (const chunk of readAllProducts(db)) {
      if (stopped) return
      for (const facts of chunk) shelve(shelves, facts, { tree: fresh, now: clock.now() })
      await breathe()
    }
    tree = fresh
    current = catalogOf(tree, shelves)
  }

  const update = async (ids: readonly string[], readAgain: boolean): Promise<void> => {
    if (!current) return build()
    const { shelves } = current
    const fresh = readAgain ? await readTree(db) : tree
    if (ids.length > MANY || !sameShape(tree, fresh) || shelves.empty > 200 + shelves.placeOf.size / 4) return build()
    const found = await readSomeProducts(db, ids)
    const active = new Set<string>(found.map(({ id }) => id))
    for (const id of ids) if (!active.has(id)) unshelve(shelves, id)
    for (const facts of found) shelve(shelves, facts, { tree: fresh, now: clock.now() })
    if (readAgain && (await countActive(db)) !== shelves.placeOf.size) return build()
    tree = fresh
    current = catalogOf(tree, shelves)
  }

  // One reading at a time, in the order asked for. A failed first one is tried again by whoever waits for it.
  let turn: Promise<void> = build()
  turn.then(giveBackMemory).catch(() => {})
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work, work)
    turn.catch(() => {})
    return turn
  }

  return {
    menu: () => tree.top,
    ready: async () => {
      if (!current) await turn.catch(() => inTurn(build))
      if (!current) throw new Error('The catalog could not be read.')
      return current
    },
    refresh: async (tags) => {
      const ids = tags.flatMap((tag) => (tag.startsWith('product:') ? [tag.slice('product:'.length)] : []))
      const readAgain = tags.includes('catalog')
      if (ids.length > 0 || readAgain) await inTurn(() => update(ids, readAgain))
    },
    stop: () => {
      stopped = true
    },
  }
}

/** Products hold their categories by number: another shape means other numbers. */
const sameShape = (a: CatalogTree, b: CatalogTree): boolean =>
  a.nodes.length === b.nodes.length && a.nodes.every((node, index) => node.id === b.nodes[index]?.id)

async function countActive(db: Db): Promise<number> {
  const row = await db
    .selectFrom('products')
    .select((the) => the.fn.countAll<number>().as('count'))
    .where('status', '=', 'active')
    .where('published_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}
