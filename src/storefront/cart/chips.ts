import { format, type Money } from '#kernel/money'
import type { CheckoutView, Quote } from '#modules/checkout'
import type { CodeWords } from './code-messages.ts'

/** What a shopper can take out again. */
export type ChipTarget =
  | Readonly<{ kind: 'code'; code: string }>
  | Readonly<{ kind: 'gift_card'; id: string }>
  | Readonly<{ kind: 'credit' }>

/** Something that is used, or was meant to be: what it is, and what it does. */
export type Chip = Readonly<{ target: ChipTarget; name: string; text: string; isGood: boolean }>

/** What of a cart's quote, or of a frozen order, chips speak of. */
export type Reckoned = Pick<Quote, 'codes' | 'discounts' | 'total' | 'currency' | 'tenders'>
type Used = Readonly<{ quote: Reckoned; value: CheckoutView['value'] }>
type Reader = Readonly<{ words: CodeWords; locale: string }>

/** Codes first, then gift cards, then credit. */
export function chipsOf({ quote, value }: Used, reader: Reader): Chip[] {
  return [
    ...quote.codes.map((result) => codeChip(result, quote, reader)),
    ...value.giftCards.map((card) => cardChip(card, { quote, value }, reader)),
    ...(value.credit?.chosen ? [creditChip(value.credit, { quote, value }, reader)] : []),
  ]
}

function codeChip(result: Quote['codes'][number], quote: Reckoned, { words, locale }: Reader): Chip {
  const { code } = result
  const target = { kind: 'code', code } as const
  if (result.state === 'refused') return { target, name: code, text: words.refused[result.reason], isGood: false }
  const saved = quote.discounts.filter((one) => one.code === code).reduce((all, one) => all + one.amount.amount, 0)
  return { target, name: code, text: words.saves(format({ ...quote.total, amount: saved }, locale)), isGood: true }
}

type Value = CheckoutView['value']

function cardChip(card: Value['giftCards'][number], used: Used, { words, locale }: Reader): Chip {
  const target = { kind: 'gift_card', id: card.id } as const
  const name = words.giftCard(card.hint)
  if (card.balance.amount === 0) return { target, name, text: words.empty, isGood: false }
  if (card.currency !== used.quote.currency) return { target, name, text: words.otherCurrency, isGood: false }
  return { target, name, ...paying(card, used, { words, locale }) }
}

const creditChip = (credit: NonNullable<Value['credit']>, used: Used, reader: Reader): Chip => ({
  target: { kind: 'credit' },
  name: reader.words.credit,
  ...paying(credit, used, reader),
})

type Purse = Readonly<{ id: string; balance: Money }>

function paying({ id, balance }: Purse, { quote, value }: Used, { words, locale }: Reader) {
  const tender = quote.tenders.find((one) => one.id === id)
  if (!tender) return { text: value.blocked ? words.notForGiftCards : words.notNeeded, isGood: false }
  const left = balance.amount - tender.amount.amount
  const rest = left > 0 ? format({ ...balance, amount: left }, locale) : null
  return { text: words.pays(format(tender.amount, locale), rest), isGood: true }
}
