import { allocate, money, portion, type Currency } from '#kernel/money'
import type { RefundParts, TaxPart } from '#modules/payment'

/** A piece of money with the tax in it, in minor units. */
export type Piece = Readonly<{
  kind: 'goods' | 'shipping'
  gross: number
  tax: number
  jurisdiction: string
  ratePpm: number
}>

export const sumOfParts = ({ goods, shipping, taxes }: RefundParts): number =>
  taxes.reduce((all, tax) => all + tax.amount, goods + shipping)

/** What pieces are made of: goods and shipping without tax, and the taxes by whose they are. */
export function partsOf(pieces: readonly Piece[]): RefundParts {
  const net = (kind: Piece['kind']): number =>
    pieces.filter((piece) => piece.kind === kind).reduce((all, { gross, tax }) => all + gross - tax, 0)
  const taxed = Map.groupBy(
    pieces.filter(({ tax }) => tax !== 0),
    keyOf,
  )
  const taxes = [...taxed.values()].flatMap((same): TaxPart[] => {
    const [first] = same
    if (!first) return []
    const amount = same.reduce((all, { tax }) => all + tax, 0)
    const base = same.reduce((all, { gross, tax }) => all + gross - tax, 0)
    return [{ jurisdiction: first.jurisdiction, ratePpm: first.ratePpm, amount, base }]
  })
  return { goods: net('goods'), shipping: net('shipping'), taxes }
}

const keyOf = ({ jurisdiction, ratePpm }: Pick<Piece, 'jurisdiction' | 'ratePpm'>): string =>
  `${jurisdiction} ${ratePpm}`

/** What is left of the whole when these were given back; never below nothing. */
export function withoutParts(whole: RefundParts, given: readonly RefundParts[]): RefundParts {
  const left = (amount: number, taken: readonly number[]): number =>
    Math.max(
      0,
      taken.reduce((rest, one) => rest - one, amount),
    )
  return {
    goods: left(
      whole.goods,
      given.map(({ goods }) => goods),
    ),
    shipping: left(
      whole.shipping,
      given.map(({ shipping }) => shipping),
    ),
    taxes: whole.taxes.map((tax) => {
      const same = given.flatMap(({ taxes }) => taxes.filter((one) => keyOf(one) === keyOf(tax)))
      const taken = same.map(({ amount }) => amount)
      return {
        ...tax,
        amount: left(tax.amount, taken),
        base: left(
          tax.base,
          same.map(({ base }) => base),
        ),
      }
    }),
  }
}

/** The same mixture, of another size. Exact: its parts add up to `amount`. A mixture of nothing becomes goods. */
export function scaled(parts: RefundParts, amount: number, currency: Currency): RefundParts {
  const whole = sumOfParts(parts)
  if (whole === 0) return { goods: amount, shipping: 0, taxes: [] }
  const weights = [parts.goods, parts.shipping, ...parts.taxes.map((tax) => tax.amount)]
  const [goods = 0, shipping = 0, ...taxes] = allocate(money(amount, currency), weights).map((one) => one.amount)
  return {
    goods,
    shipping,
    taxes: parts.taxes.map((tax, index) => ({
      ...tax,
      amount: taxes[index] ?? 0,
      base: portion(money(tax.base, currency), amount, whole).amount,
    })),
  }
}

/** Divides a mixture over sums that add up to it, each in the same proportion, the last taking the rest. */
export function divided(parts: RefundParts, amounts: readonly number[], currency: Currency): RefundParts[] {
  let left = parts
  return amounts.map((amount) => {
    const share = scaled(left, amount, currency)
    left = withoutParts(left, [share])
    return share
  })
}

/**
 * The same sum, but of nothing more than there still is of it: what one part has too little of is taken of the others, in
 * proportion to what they have left. Where all of them together have too little, the mixture stays as it is.
 */
export function within(parts: RefundParts, rest: RefundParts, currency: Currency): RefundParts {
  const asked = [parts.goods, parts.shipping, ...rest.taxes.map((tax) => amountLike(tax, parts))]
  const there = [rest.goods, rest.shipping, ...rest.taxes.map(({ amount }) => amount)]
  const missing = asked.reduce((all, amount, at) => all + Math.max(0, amount - (there[at] ?? 0)), 0)
  const spare = asked.map((amount, at) => Math.max(0, (there[at] ?? 0) - amount))
  if (missing === 0 || missing > spare.reduce((all, one) => all + one, 0)) return parts
  const more = allocate(money(missing, currency), spare)
  const [goods = 0, shipping = 0, ...taxes] = asked.map(
    (amount, at) => Math.min(amount, there[at] ?? 0) + (more[at]?.amount ?? 0),
  )
  return {
    goods,
    shipping,
    taxes: rest.taxes.flatMap((tax, at) => {
      const amount = taxes[at] ?? 0
      return amount === 0
        ? []
        : [{ ...tax, amount, base: portion(money(tax.base, currency), amount, tax.amount).amount }]
    }),
  }
}

const amountLike = (tax: TaxPart, { taxes }: RefundParts): number =>
  taxes.find((one) => keyOf(one) === keyOf(tax))?.amount ?? 0
