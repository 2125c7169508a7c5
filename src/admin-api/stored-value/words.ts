import { format } from '#kernel/money'
import type { AdjustRefusal, MergeRefusal, WithdrawRefusal } from '#modules/stored-value'

export function explainAdjust(refusal: Exclude<AdjustRefusal, { code: 'not_found' }>): string {
  switch (refusal.code) {
    case 'no_change':
      return 'Write how much, more or less than nothing.'
    case 'below_zero':
      return `Only ${format(refusal.balance, 'en-GB')} are on it.`
  }
}

export function explainMerge(refusal: Exclude<MergeRefusal, { code: 'not_found' }>): string {
  switch (refusal.code) {
    case 'same_card':
      return 'That is the same card. Choose another one.'
    case 'other_currency':
      return 'The two cards are in different currencies.'
    case 'other_mode':
      return 'One of them was bought with play money. It does not become real.'
    case 'unusable':
      return `The card ending in ${refusal.hint} is switched off or has ended.`
    case 'nothing_left':
      return `Nothing is left on the card ending in ${refusal.hint}.`
  }
}

export const explainWithdraw = ({ balance }: Extract<WithdrawRefusal, { code: 'below_zero' }>): string =>
  `Only ${format(balance, 'en-GB')} are left.`
