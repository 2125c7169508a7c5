import {
  MOST_GENERATED,
  type PromotionProblem,
  type PromotionProblemCode,
  type SaveCouponRefusal,
  type SavePromotionRefusal,
} from '#modules/promotion'

type Told = { path: string; message: string }

const problems: Record<PromotionProblemCode, string> = {
  name_missing: 'A promotion needs a name in one language at least.',
  percent_invalid: 'A percentage is more than 0 and at most 100.',
  amount_invalid: 'An amount is more than nothing.',
  amount_missing: 'Say in one currency at least how much it takes off.',
  quantity_invalid: 'A whole number of pieces, at least 1 and at most 999.',
  times_invalid: 'A whole number, at least 1; or leave it empty.',
  priority_invalid: 'A whole number from -1000 to 1000.',
  nothing_picked: 'Choose at least one.',
  unknown_item: 'Something chosen here is no more. Please take it out.',
  minimum_invalid: 'An amount is more than nothing; or leave it empty.',
  unknown_market: 'A market chosen here is no more. Please reload.',
  unknown_group: 'A group chosen here is no more. Please reload.',
  unknown_country: 'That is no country.',
  ends_before_start: 'It ends before it starts.',
  limit_invalid: 'A whole number, at least 1; or leave it empty.',
  limit_below_used: 'It has been used more often than that already. Switch it off to stop it now.',
}

export const explainProblems = (all: readonly PromotionProblem[]): Told[] =>
  all.map(({ path, code }) => ({ path: `promotion.${path}`, message: problems[code] }))

export const explainSave = (refusal: Exclude<SavePromotionRefusal, { code: 'invalid' }>): string =>
  refusal.code === 'not_found'
    ? 'This promotion is no more.'
    : 'Somebody has changed this promotion while you were at it. Reload to see what it is now.'

/** What is wrong with a code, and beside which field it is said; '' for the whole. */
export function explainCoupon(refusal: SaveCouponRefusal | { code: 'count_invalid' }): Told {
  switch (refusal.code) {
    case 'not_found':
      return { path: '', message: 'This code is no more. Please reload.' }
    case 'code_invalid':
      return {
        path: 'code',
        message: 'Two to forty letters, digits and . _ - % & + ; it begins with a letter or digit.',
      }
    case 'code_taken':
      return { path: 'code', message: `The code ${refusal.coupon} is there already, here or at another promotion.` }
    case 'customer_invalid':
      return { path: 'onlyFor', message: 'An e-mail address looks like name@example.com.' }
    case 'ends_before_start':
      return { path: 'endsAt', message: 'It ends before it starts.' }
    case 'limit_invalid':
      return { path: 'maxUses', message: 'A whole number, at least 1; or leave it empty.' }
    case 'limit_below_used':
      return {
        path: 'maxUses',
        message: `It has been used ${refusal.used} times already. Switch it off to stop it now.`,
      }
    case 'count_invalid':
      return { path: 'count', message: `A whole number from 1 to ${MOST_GENERATED.toLocaleString('en')}.` }
  }
}
