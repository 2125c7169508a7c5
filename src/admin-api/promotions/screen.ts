import type { PromotionId } from '#kernel/id'
import { readGroups } from '#modules/customer'
import { readKnownMarkets } from '#modules/market'
import { listUses, readPromotionForEdit, type PickedItems, type PromotionInput } from '#modules/promotion'
import type { Db } from '#platform/db'
import { nameThings } from './things.ts'
import type { PickedThing, PromotionChoices, PromotionEdit, PromotionScreen } from './types.ts'

/** A promotion with the names of everything that is chosen in it. Null when there is none. */
export async function readPromotionScreen(db: Db, id: PromotionId): Promise<PromotionScreen | null> {
  const found = await readPromotionForEdit(db, id)
  if (!found) return null
  const { promotion, version } = found
  const [edit, choices, { total: uses }] = await Promise.all([
    editOf(db, promotion),
    readChoices(db),
    listUses(db, { promotionId: id, limit: 0, offset: 0 }),
  ])
  return { id, version, promotion: edit, uses, choices }
}

async function editOf(db: Db, promotion: PromotionInput): Promise<PromotionEdit> {
  const { rewards, needs, markets, groups, startsAt, endsAt, ...rest } = promotion
  const named = <Word extends string>(items: Word | PickedItems): Promise<Word | PickedThing[]> =>
    typeof items === 'string' ? Promise.resolve(items) : nameThings(db, items)
  return {
    ...rest,
    names: { ...rest.names },
    reward: { ...rest.reward },
    minimums: { ...rest.minimums },
    countries: [...rest.countries],
    rewards: await named(rewards),
    needs: await named(needs),
    markets: markets === 'all' ? 'all' : [...markets],
    groups: groups === 'all' ? 'all' : [...groups],
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  }
}

export async function readChoices(db: Db): Promise<PromotionChoices> {
  const [markets, groups] = await Promise.all([readKnownMarkets(db), readGroups(db)])
  return {
    markets: markets.map(({ id, name, currency }) => ({ id, name, currency })),
    currencies: [...new Set<string>(markets.map(({ currency }) => currency))],
    languages: [...new Set<string>(markets.flatMap(({ languages }) => languages))],
    countries: [...new Set(markets.flatMap(({ countries }) => countries))].toSorted(),
    groups: groups.map(({ id, name }) => ({ id, name })),
  }
}
