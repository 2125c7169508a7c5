import { discounted, neededBy, saving, sumOf, type Bought, type Offer } from './discounts.ts'
import { isPicked } from './picked.ts'

/** What an offer took off an order as the shop wrote it: for each line, and for the parcel. */
export type Given = Readonly<{ promotion: string; line: number | null; amount: number }>

/** For whom, where and when. */
export type Asked = Readonly<{
  market: string
  group: string | null
  country: string
  at: string
  /** Did the shopper type any? */
  hasCodes: boolean
  given: readonly Given[]
}>

/** Of each offer that the order was given: does it fit, and does it take off what was written? Of the others: were they beaten? */
export function offerMistakes(bought: Bought, asked: Asked, all: ReadonlyMap<string, Offer>): string[] {
  const ids = new Set(asked.given.map(({ promotion }) => promotion))
  const mine = [...ids].flatMap((id) => all.get(id) ?? [])
  const gone = [...ids].filter((id) => !all.has(id)).map((id) => `nobody made the offer ${id}`)
  const misfits = mine.filter((offer) => !fits(offer, bought, asked)).map(({ id }) => `the offer ${id} does not fit`)
  const alone = mine.length > 1 && mine.some(({ stacks }) => !stacks) ? ['offers that cannot be combined'] : []
  return [
    ...gone,
    ...misfits,
    ...alone,
    ...wrongSums(bought, asked, mine),
    ...leftOut(bought, asked, [...all.values()]),
  ]
}

function wrongSums(bought: Bought, { given }: Asked, mine: readonly Offer[]): string[] {
  const written = (id: string, line: number | null): bigint =>
    given
      .filter((one) => one.promotion === id && one.line === line)
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  return discounted(bought, mine).flatMap(({ offer: { id }, off }) => [
    ...off.lines.flatMap((is, line) =>
      is === written(id, line) ? [] : [`the offer ${id} takes ${is} off line ${line}, written ${written(id, line)}`],
    ),
    ...(off.shipping === written(id, null)
      ? []
      : [`the offer ${id} takes ${off.shipping} off the parcel, written ${written(id, null)}`]),
  ])
}

function fits(offer: Offer, { things, currency }: Bought, { market, group, country, at }: Asked): boolean {
  const isFor = (list: readonly string[], one: string | null): boolean =>
    list.length === 0 || (one !== null && list.includes(one))
  if (!isFor(offer.markets, market) || !isFor(offer.groups, group) || !isFor(offer.countries, country)) return false
  if (offer.startsAt !== null && at < offer.startsAt) return false
  // A click takes its time: what was seen may have ended meanwhile.
  if (offer.endsAt !== null && new Date(at).getTime() - 15_000 >= new Date(offer.endsAt).getTime()) return false
  const needed = things.filter((thing) => isPicked(thing, neededBy(offer)))
  const pieces = needed.reduce((sum, { quantity }) => sum + quantity, 0)
  const value = needed.reduce((sum, { quantity, unit }) => sum + quantity * unit, 0)
  const least = Object.keys(offer.minimum).length === 0 ? 0 : (offer.minimum[currency] ?? Number.POSITIVE_INFINITY)
  return pieces >= Math.max(1, offer.minimumQuantity) && value >= least
}

/**
 * Where no code was typed and every offer is as it was then: the order was given those that must win. One that cannot be
 * combined stands for itself, all the others count together; priority, then saving, then age decide.
 */
function leftOut(bought: Bought, asked: Asked, all: readonly Offer[]): string[] {
  const open = all.filter((offer) => offer.freeSince !== null && fits(offer, bought, asked))
  const isKnown = open.every(({ freeSince }) => (freeSince ?? '') < asked.at) && !asked.hasCodes
  const isFree = asked.given.every(({ promotion }) => open.some(({ id }) => id === promotion))
  if (!isKnown || !isFree) return []
  const saves = open.filter((offer) => saving(offer, bought) > 0n)
  const together = saves.filter(({ stacks }) => stacks)
  const teams = [
    ...saves.filter(({ stacks }) => !stacks).map((one) => [one]),
    ...(together.length > 0 ? [together] : []),
  ]
  const ranked = teams.map((team) => {
    const taken = discounted(bought, team)
    return {
      priority: Math.max(...team.map(({ priority }) => priority)),
      saved: taken.reduce((sum, { off }) => sum + sumOf(off), 0n),
      first: team.map(({ id }) => id).toSorted()[0] ?? '',
      ids: taken.filter(({ off }) => sumOf(off) > 0n).map(({ offer }) => offer.id),
    }
  })
  ranked.sort((a, b) => b.priority - a.priority || Number(b.saved - a.saved) || (a.first < b.first ? -1 : 1))
  const expected = ranked[0]?.ids ?? []
  return expected
    .filter((id) => !asked.given.some(({ promotion }) => promotion === id))
    .map((id) => `the offer ${id} was left out`)
}

/** Every offer there is; times as ISO text in UTC. */
export const everyOffer = `select p.id, p.kind, p.percent_ppm as ppm, p.priority, p.stacks, p.buy_quantity as buy,
    p.get_quantity as get, p.max_times as times, p.rewards, p.needs, p.minimum_quantity as "minimumQuantity", p.countries,
    array(select coalesce(product_id, variant_id, category_id, collection_id)::text from promotion_items
      where promotion_id = p.id and role = 'reward') as rewarded,
    array(select coalesce(product_id, variant_id, category_id, collection_id)::text from promotion_items
      where promotion_id = p.id and role = 'need') as needed,
    coalesce((select jsonb_object_agg(currency, off_amount) from promotion_amounts
      where promotion_id = p.id and off_amount is not null), '{}') as off,
    coalesce((select jsonb_object_agg(currency, minimum_amount) from promotion_amounts
      where promotion_id = p.id and minimum_amount is not null), '{}') as minimum,
    case when p.every_market then '{}' else array(select market_id::text from promotion_markets
      where promotion_id = p.id) end as markets,
    case when p.every_customer then '{}' else array(select group_id::text from promotion_groups
      where promotion_id = p.id) end as groups,
    to_char(p.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "startsAt",
    to_char(p.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "endsAt",
    case when p.active and not p.by_code and p.max_uses is null and p.max_uses_per_customer is null
      and not p.first_order_only then
      to_char((p.updated_at + interval '15 seconds') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') end as "freeSince"
  from promotions p`
