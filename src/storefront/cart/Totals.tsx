import { format, type Money } from '#kernel/money'
import { oncePer } from '#kernel/once-per'
import type { CartWords } from './messages.ts'
import type { Sums } from './sums.ts'

type Props = { sums: Sums; locale: string; words: CartWords; totalLabel?: string }

/**
 * The sums of a cart or an order: what was taken off, each tax by its rate as a part of the total or on top of it, and
 * what gift cards leave to pay.
 */
export const Totals = ({ sums, locale, words, totalLabel = words.total }: Props) => (
  <dl className="totals">
    <Row label={words.subtotal} value={format(sums.subtotal, locale)} />
    <Discounts given={sums.goodsDiscounts} locale={locale} />
    {sums.shipping && (
      <Row label={words.shipping} value={sums.shipping.amount === 0 ? words.free : format(sums.shipping, locale)} />
    )}
    <Discounts given={sums.shippingDiscounts} locale={locale} />
    {sums.taxRelief.amount > 0 && <Row label={words.taxRelief} value={minus(sums.taxRelief, locale)} off />}
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
    {sums.reverseCharge && (
      <div className="totals__row totals__row--part">
        <dt>{words.reverseCharge}</dt>
        <dd />
      </div>
    )}
    {sums.tenders.length > 0 && <Tenders sums={sums} locale={locale} words={words} />}
  </dl>
)

const Tenders = ({ sums, locale, words }: Props) => (
  <>
    {sums.tenders.map(({ kind, hint, amount }) => (
      <Row
        key={`${kind} ${hint}`}
        label={kind === 'gift_card' ? words.giftCard(hint) : words.credit}
        value={minus(amount, locale)}
        off
      />
    ))}
    <div className="totals__row totals__row--due">
      <dt>{words.due}</dt>
      <dd>{format(sums.due, locale)}</dd>
    </div>
  </>
)

const Discounts = ({ given, locale }: { given: Sums['goodsDiscounts']; locale: string }) =>
  given.map(({ name, code, amount }) => (
    <Row
      key={`${code ?? ''} ${name}`}
      label={code === null ? name : `${name} (${code})`}
      value={minus(amount, locale)}
      off
    />
  ))

const Row = ({ label, value, off = false }: { label: string; value: string; off?: boolean }) => (
  <div className={off ? 'totals__row totals__row--off' : 'totals__row'}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

const minus = ({ amount, currency }: Money, locale: string): string => format({ amount: -amount, currency }, locale)

const percents = oncePer((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }))

/** 190000 → 19 %; three digits after the decimal sign at most, as American states have them. */
export const percentOf = (ratePpm: number, locale: string): string => percents(locale).format(ratePpm / 1_000_000)
