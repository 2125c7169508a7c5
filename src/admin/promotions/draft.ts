import type { PickedThing, PromotionChoices, PromotionEdit, RewardEdit } from '../../admin-api/types.ts'

/** The promotion while it is edited; a number that is not typed yet is NaN, which the server asks for. */
export type Draft = PromotionEdit

export const newDraft = ({ languages }: PromotionChoices): Draft => ({
  names: Object.fromEntries(languages.map((language) => [language, ''])),
  note: '',
  active: true,
  byCode: false,
  reward: { kind: 'percent_items', ppm: 100_000 },
  priority: 0,
  stacks: true,
  rewards: 'all',
  needs: 'all',
  minimums: {},
  minimumQuantity: 0,
  markets: 'all',
  groups: 'all',
  countries: [],
  startsAt: null,
  endsAt: null,
  maxUses: null,
  maxUsesPerCustomer: null,
  firstOrderOnly: false,
})

/** Languages that the shop has learned since get their field. */
export const draftOf = (promotion: PromotionEdit, { languages }: PromotionChoices): Draft => ({
  ...promotion,
  names: { ...Object.fromEntries(languages.map((language) => [language, ''])), ...promotion.names },
})

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const itemKinds = ['percent_items', 'amount_items', 'amount_each', 'buy_get', 'cheapest_free']

/** Its reward is for products, not for the order or shipping. */
export const isForItems = ({ reward }: Draft): boolean => itemKinds.includes(reward.kind)

/** Another kind of reward, keeping what both have. */
export function withKind(draft: Draft, kind: RewardEdit['kind']): Draft {
  const reward = rewardOf(kind, draft.reward)
  const changed = { ...draft, reward }
  const needs = kind === 'cheapest_free' || kind === 'buy_get' ? 'same' : draft.needs
  return isForItems(changed)
    ? { ...changed, needs }
    : { ...changed, rewards: 'all', needs: draft.needs === 'same' ? 'all' : draft.needs }
}

function rewardOf(kind: RewardEdit['kind'], old: RewardEdit): RewardEdit {
  const ppm = 'ppm' in old ? old.ppm : 100_000
  const amounts = 'amounts' in old ? old.amounts : {}
  const times = 'times' in old ? old.times : null
  switch (kind) {
    case 'shipping':
      return { kind, ppm: 1_000_000 }
    case 'percent_items':
    case 'percent_order':
      return { kind, ppm }
    case 'amount_items':
    case 'amount_each':
    case 'amount_order':
      return { kind, amounts }
    case 'buy_get':
      return { kind, buy: 2, get: 1, ppm: 1_000_000, times }
    case 'cheapest_free':
      return { kind, buy: 3, times }
  }
}

/** An amount in one currency; an empty field takes it away. */
export function withAmount(
  amounts: Record<string, number>,
  currency: string,
  amount: number | null,
): Record<string, number> {
  const { [currency]: _old, ...others } = amounts
  return amount === null ? others : { ...others, [currency]: amount }
}

const sent = (things: 'all' | 'same' | PickedThing[]): unknown =>
  typeof things === 'string' ? things : things.map(({ kind, id }) => ({ kind, id }))

/** What the server is sent: things by their ids. */
export const bodyOf = ({ rewards, needs, ...draft }: Draft): unknown => ({
  ...draft,
  names: Object.fromEntries(Object.entries(draft.names).filter(([, name]) => name.trim() !== '')),
  rewards: sent(rewards),
  needs: sent(needs),
})
