import type { Reward } from './promotion.ts'
import type { PickedItems, PromotionInput, PromotionProblem, PromotionProblemCode } from './promotion-input.ts'

/** What can be seen to be wrong without asking the database. */
export function checkPromotion(input: PromotionInput): PromotionProblem[] {
  const { names, priority, rewards, needs, minimums, minimumQuantity } = input
  const isNamed = Object.values(names).some((name) => name.trim() !== '')
  return [
    ...when(!isNamed, 'names', 'name_missing'),
    ...checkReward(input.reward),
    ...when(!isWhole(priority, -1000, 1000), 'priority', 'priority_invalid'),
    ...when(isNothing(rewards), 'rewards', 'nothing_picked'),
    ...when(isNothing(needs), 'needs', 'nothing_picked'),
    ...Object.entries(minimums).flatMap(([currency, amount]) =>
      when(!isAmount(currency, amount), `minimums.${currency}`, 'minimum_invalid'),
    ),
    ...when(!isWhole(minimumQuantity, 0, 9999), 'minimumQuantity', 'quantity_invalid'),
    ...checkAudience(input),
    ...checkLimits(input),
  ]
}

const when = (isWrong: boolean, path: string, code: PromotionProblemCode): PromotionProblem[] =>
  isWrong ? [{ path, code }] : []

const isWhole = (number: number, least: number, most: number): boolean =>
  Number.isInteger(number) && number >= least && number <= most

const MOST_AMOUNT = 100_000_000_000
const isAmount = (currency: string, amount: number): boolean =>
  /^[A-Z]{3}$/.test(currency) && isWhole(amount, 1, MOST_AMOUNT)

const isNothing = (items: 'all' | 'same' | PickedItems): boolean =>
  typeof items !== 'string' && Object.values(items).every((ids) => ids.length === 0)

function checkReward(reward: Reward): PromotionProblem[] {
  if ('amounts' in reward) {
    const amounts = Object.entries(reward.amounts)
    return [
      ...when(amounts.length === 0, 'reward.amounts', 'amount_missing'),
      ...amounts.flatMap(([currency, amount]) =>
        when(!isAmount(currency, amount), `reward.amounts.${currency}`, 'amount_invalid'),
      ),
    ]
  }
  return [
    ...('ppm' in reward ? when(!isWhole(reward.ppm, 1, 1_000_000), 'reward.ppm', 'percent_invalid') : []),
    ...checkPieces(reward),
  ]
}

function checkPieces(reward: Reward): PromotionProblem[] {
  if (reward.kind !== 'buy_get' && reward.kind !== 'cheapest_free') return []
  const { buy, times } = reward
  return [
    ...when(!isWhole(buy, 1, 999), 'reward.buy', 'quantity_invalid'),
    ...(reward.kind === 'buy_get' ? when(!isWhole(reward.get, 1, 999), 'reward.get', 'quantity_invalid') : []),
    ...when(times !== null && !isWhole(times, 1, 999), 'reward.times', 'times_invalid'),
  ]
}

const checkAudience = ({ markets, groups, countries }: PromotionInput): PromotionProblem[] => [
  ...when(markets !== 'all' && markets.length === 0, 'markets', 'nothing_picked'),
  ...when(groups !== 'all' && groups.length === 0, 'groups', 'nothing_picked'),
  ...when(
    countries.some((country) => !/^[A-Z]{2}$/.test(country)),
    'countries',
    'unknown_country',
  ),
]

const MOST_USES = 1_000_000_000
const isLimit = (limit: number | null): boolean => limit === null || isWhole(limit, 1, MOST_USES)

const checkLimits = ({ startsAt, endsAt, maxUses, maxUsesPerCustomer }: PromotionInput): PromotionProblem[] => [
  ...when(startsAt !== null && endsAt !== null && endsAt <= startsAt, 'endsAt', 'ends_before_start'),
  ...when(!isLimit(maxUses), 'maxUses', 'limit_invalid'),
  ...when(!isLimit(maxUsesPerCustomer), 'maxUsesPerCustomer', 'limit_invalid'),
]
