import { format } from '#kernel/money'
import type { Order } from '#modules/order'
import type { PaymentMethod } from '#modules/payment'
import { LinePicture } from '../cart/CartLines.tsx'
import { cartWords } from '../cart/messages.ts'
import { sumsOfOrder } from '../cart/sums.ts'
import { Totals } from '../cart/Totals.tsx'
import { checkoutWords } from '../checkout/messages.ts'
import { Notice } from '../components/Notice.tsx'
import type { Media } from '../components/Picture.tsx'
import { dayOf } from '../order/dates.ts'
import type { Place } from '../place.ts'
import type { PayWords } from './messages.ts'

export type PayPageProps = {
  place: Place
  words: PayWords
  order: Order
  methods: readonly PaymentMethod[]
  pictures: ReadonlyMap<string, Media>
  /** The page's own address. */
  path: string
  problem: string | null
}

/** A frozen order and how to pay it. */
export const PayPage = ({ place, words, order, methods, pictures, path, problem }: PayPageProps) => {
  const total = format(order.total, place.locale)
  const isFree = order.total.amount === 0
  const canPay = isFree || methods.length > 0
  return (
    <div className="wrap order">
      <div className="order__head">
        <h1 className="order__title">{words.title(order.number)}</h1>
        {order.offeredUntil && (
          <p className="order__lead">{words.lead(order.number, dayOf(order.offeredUntil, place.locale))}</p>
        )}
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
        {canPay ? null : <Notice tone="bad">{words.noWay}</Notice>}
      </div>
      <div className="order__columns">
        <div className="order__main">
          <section className="order__part" aria-labelledby="pay-lines">
            <h2 id="pay-lines">{words.lines}</h2>
            <Lines order={order} place={place} words={words} pictures={pictures} />
            <Totals sums={sumsOfOrder(order)} locale={place.locale} words={cartWords[place.language]} />
          </section>
        </div>
        <aside className="order__side">
          <form method="post" action={path}>
            {isFree ? null : <Ways methods={methods} place={place} words={words} chosen={order.paymentMethod} />}
            {canPay ? (
              <button className="btn btn--wide" data-no-prefetch="">
                {methods.some(({ kind }) => kind === 'online') ? words.pay(total) : words.order(total)}
              </button>
            ) : null}
          </form>
        </aside>
      </div>
    </div>
  )
}

type LinesProps = Pick<PayPageProps, 'order' | 'place' | 'words' | 'pictures'>

const Lines = ({ order, place, words, pictures }: LinesProps) => (
  <ul className="review__lines">
    {order.lines.map((line) => (
      <li className="review__line" key={line.id}>
        <LinePicture line={line} pictures={pictures} />
        <div>
          <p className="review__name">
            {words.quantity(line.quantity)} {line.title}
          </p>
          {line.variantTitle !== '' && <p className="review__variant">{line.variantTitle}</p>}
        </div>
        <p className="review__price">{format(line.total, place.locale)}</p>
      </li>
    ))}
  </ul>
)

type WaysProps = Pick<PayPageProps, 'methods' | 'place' | 'words'> & { chosen: string }

const Ways = ({ methods, place, words, chosen }: WaysProps) => {
  const known = checkoutWords[place.language].methods
  const first = methods.find(({ code }) => code === chosen) ?? methods[0]
  return (
    <fieldset className="choices">
      <legend>{words.choose}</legend>
      {methods.map(({ code, names }) => {
        const { name, badge, next } = known[code] ?? { name: names?.[place.language] ?? code, badge: '', next: '' }
        return (
          <label className="choice" key={code}>
            <input type="radio" name="method" value={code} defaultChecked={code === first?.code} />
            <span className="choice__what">
              <span className="choice__name">
                {name} {badge !== '' && <span className="test-badge">{badge}</span>}
              </span>
              {next !== '' && <span className="choice__note">{next}</span>}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
