import { currencyOf, money } from '#kernel/money'
import type { PickedThing, PromotionChoices } from '../../admin-api/types.ts'
import { countryNames, showMoney, showRate, showWhen } from '../components/format.ts'
import { words } from '../messages/index.ts'
import type { Draft } from './draft.ts'

const text = words.promotions.words

/** What the promotion does, as one would tell a colleague: a few sentences. */
export function sentencesOf(draft: Draft, choices: PromotionChoices): string[] {
  const only = [...conditionsOf(draft), ...audienceOf(draft, choices)]
  return [
    whatOf(draft),
    ...(only.length > 0 ? [text.only(only.join(text.and))] : []),
    howOf(draft),
    ...limitsOf(draft),
    draft.stacks ? text.stacks : text.alone,
    ...(draft.active ? [] : [text.off]),
  ].map((sentence) => `${begun(sentence)}.`)
}

const begun = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1)

function whatOf(draft: Draft): string {
  const { reward, rewards } = draft
  switch (reward.kind) {
    case 'percent_items':
      return text.percentOff(percent(reward.ppm), thingsOf(rewards))
    case 'percent_order':
      return text.percentOff(percent(reward.ppm), text.order)
    case 'shipping':
      return reward.ppm === WHOLE ? text.freeShipping : text.percentOff(percent(reward.ppm), text.shipping)
    case 'buy_get':
      return buyGet(draft, reward)
    case 'cheapest_free':
      return text.cheapest(number(reward.buy), thingsOf(rewards)) + timesOf(reward.times)
    default:
      return text.amountOff(amountsOf(reward.amounts) || text.noAmount, offWhat(reward.kind, thingsOf(rewards)))
  }
}

const WHOLE = 1_000_000

const offWhat = (kind: 'amount_items' | 'amount_each' | 'amount_order', things: string): string =>
  ({ amount_items: text.together(things), amount_each: text.each(things), amount_order: text.order })[kind]

type BuyGet = Extract<Draft['reward'], { kind: 'buy_get' }>

function buyGet(draft: Draft, { buy, get, ppm, times }: BuyGet): string {
  const price = ppm === WHOLE ? text.free : text.cheaper(percent(ppm))
  const given = `${thingsOf(draft.rewards)} ${price}`
  return text.buyGet(number(buy), needsOf(draft), number(get), given) + timesOf(times)
}

const number = (typed: number): number => (Number.isNaN(typed) ? 0 : typed)
const percent = (ppm: number): string => showRate(number(ppm))
const timesOf = (times: number | null): string => (times === null ? '' : text.times(times))

const amountsOf = (amounts: Record<string, number>): string =>
  Object.entries(amounts)
    .filter(([, amount]) => Number.isSafeInteger(amount))
    .map(([currency, amount]) => showMoney(money(amount, currencyOf(currency))))
    .join(text.or)

const MOST_NAMED = 3

function thingsOf(things: 'all' | PickedThing[]): string {
  if (things === 'all') return text.everything
  if (things.length === 0) return text.nothing
  const named = things
    .slice(0, MOST_NAMED)
    .map(({ title, kind, hint }) => (kind === 'variant' ? `${title} (${hint})` : title))
  return named.join(text.or) + (things.length > MOST_NAMED ? text.more(things.length - MOST_NAMED) : '')
}

const needsOf = ({ needs, rewards }: Draft): string => thingsOf(needs === 'same' ? rewards : needs)

function conditionsOf(draft: Draft): string[] {
  const { minimums, minimumQuantity, reward, needs } = draft
  const counted = needsOf(draft)
  const isCart = needs === 'all'
  const value = amountsOf(minimums)
  const all = [
    ...(value ? [isCart ? text.cartOf(value) : text.value(value, counted)] : []),
    ...(minimumQuantity > 0 ? [isCart ? text.cartPieces(minimumQuantity) : text.pieces(minimumQuantity, counted)] : []),
  ]
  const isSaid = all.length > 0 || reward.kind === 'buy_get' || typeof needs === 'string'
  return isSaid ? all : [text.holding(counted)]
}

function audienceOf({ markets, groups, countries, firstOrderOnly }: Draft, choices: PromotionChoices): string[] {
  const named = (ids: string[], known: readonly { id: string; name: string }[]): string =>
    ids.map((id) => known.find((one) => one.id === id)?.name ?? id).join(text.or)
  return [
    ...(markets === 'all' ? [] : [text.markets(named(markets, choices.markets) || text.nothing)]),
    ...(groups === 'all' ? [] : [text.groups(named(groups, choices.groups) || text.nothing)]),
    ...(firstOrderOnly ? [text.firstOrder] : []),
    ...(countries.length === 0 ? [] : [text.countries(countryNames(countries).join(text.or))]),
  ]
}

const howOf = ({ byCode, startsAt, endsAt }: Draft): string =>
  [
    byCode ? text.withCode : text.automatic,
    ...(startsAt ? [text.from(showWhen(startsAt))] : []),
    ...(endsAt ? [text.until(showWhen(endsAt))] : []),
  ].join(text.and)

function limitsOf({ maxUses, maxUsesPerCustomer }: Draft): string[] {
  const all = [
    ...(maxUses === null ? [] : [text.limit(number(maxUses))]),
    ...(maxUsesPerCustomer === null ? [] : [text.perCustomer(number(maxUsesPerCustomer))]),
  ].join(text.and)
  return all === '' ? [] : [all]
}
