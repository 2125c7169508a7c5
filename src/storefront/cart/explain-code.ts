import type { ApplyCodeRefusal } from '#modules/checkout'
import type { CodeWords } from './code-messages.ts'

/** Every refusal has words for the shopper; a new code does not compile without them. */
export function explainCode(refusal: ApplyCodeRefusal, { problems }: CodeWords): string {
  switch (refusal.code) {
    case 'too_many_codes':
    case 'too_many_gift_cards':
      return problems[refusal.code](refusal.most)
    case 'too_many_tries':
      return problems.too_many_tries(Math.ceil(refusal.waitSeconds / 60))
    case 'wrong_currency':
      return problems.wrong_currency(refusal.currency)
    default:
      return problems[refusal.code]
  }
}
