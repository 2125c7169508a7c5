import { format, type Money } from '#kernel/money'
import type { AppliedRate } from '#modules/tax'
import type { CartWords } from './messages.ts'

type Sums = Readonly<{
  subtotal: Money
  shipping: Money | null
  taxes: readonly (AppliedRate & { tax: Money })[]
  taxIncluded: boolean
  total: Money
}>

type Props = { sums: Sums; locale: string; words: CartWords; totalLabel?: string }

/** The sums of a cart or an order; each tax by its rate, as a part of the total or on top of it. */
export const Totals = ({ sums, locale, words, totalLabel = words.total }: Props) => (
  <dl className="totals">
    <Row label={words.subtotal} value={format(sums.subtotal, locale)} />
    {sums.shipping && (
      <Row label={words.shipping} value={sums.shipping.amount === 0 ? words.free : format(sums.shipping, locale)} />
    )}
    {!sums.taxIncluded &&
      sums.taxes.map(({ name, ratePpm, tax }) => (
        <Row
          key={`${name} ${ratePpm}`}
          label={words.taxOnTop(words.taxes[name] ?? name, percentOf(ratePpm, locale))}
          value={format(tax, locale)}
        />
      ))}
    <div className="totals__row totals__row--total">
      <dt>{totalLabel}</dt>
      <dd>{format(sums.total, locale)}</dd>
    </div>
    {sums.taxIncluded &&
      sums.taxes.map(({ name, ratePpm, tax }) => (
        <div className="totals__row totals__row--part" key={`${name} ${ratePpm}`}>
          <dt>{words.taxPart(words.taxes[name] ?? name, percentOf(ratePpm, locale))}</dt>
          <dd>{format(tax, locale)}</dd>
        </div>
      ))}
  </dl>
)

const Row = ({ label, value }: { label: string; value: string }) => (
  <div className="totals__row">
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

/** 190000 → 19 %; three digits after the decimal sign at most, as American states have them. */
export const percentOf = (ratePpm: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }).format(ratePpm / 1_000_000)
