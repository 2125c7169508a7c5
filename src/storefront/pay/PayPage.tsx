import { format } from '#kernel/money'
import type { Order } from '#modules/order'
import type { OfferSums } from '#modules/placement'
import type { PaymentMethod } from '#modules/payment'
import { LinePicture } from '../cart/CartLines.tsx'
import type { CodeProblem } from '../cart/Codes.tsx'
import { cartWords } from '../cart/messages.ts'
import { sumsOfOrder } from '../cart/sums.ts'
import { Totals } from '../cart/Totals.tsx'
import { checkoutWords } from '../checkout/messages.ts'
import { Notice } from '../components/Notice.tsx'
import type { Media } from '../components/Picture.tsx'
import { dayOf } from '../order/dates.ts'
import type { Place } from '../place.ts'
import type { PayWords } from './messages.ts'
import { ValueForms } from './ValueForms.tsx'

export type PayPageProps = {
  place: Place
  words: PayWords
  order: Order
  sums: OfferSums
  methods: readonly PaymentMethod[]
  pictures: ReadonlyMap<string, Media>
  /** The page's own address. */
  path: string
  problem: string | null
  /** What was typed as a gift card's code, and why it is none. */
  code: CodeProblem | null
  isCustomer: boolean
}

/** A frozen order and how to pay it. */
export const PayPage = (props: PayPageProps) => {
  const { place, words, order, sums, methods, pictures, path, problem, code, isCustomer } = props
  const { tenders, due } = sums
  const isFree = due.amount === 0
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
            <Totals
              sums={{ ...sumsOfOrder(order), tenders, due }}
              locale={place.locale}
              words={cartWords[place.language]}
            />
          </section>
        </div>
        <aside className="order__side">
          <ValueForms {...{ place, words, order, sums, path, isCustomer }} problem={code} />
          <form className="pay-form" method="post" action={path}>
            <input type="hidden" name="due" value={due.amount} />
            {isFree ? null : <Ways methods={methods} place={place} words={words} chosen={order.paymentMethod} />}
            {canPay ? (
              <button className="btn btn--wide" data-no-prefetch="">
                {buttonOf(props)}
              </button>
            ) : null}
          </form>
        </aside>
      </div>
    </div>
  )
}

/** What the button promises: to pay what is due, to order for it, or that gift cards and credit pay it all. */
function buttonOf({ place, words, methods, sums: { due, tenders } }: PayPageProps): string {
  const sum = format(due, place.locale)
  if (due.amount === 0 && tenders.length > 0) return words.allPaid
  return methods.some(({ kind }) => kind === 'online') ? words.pay(sum) : words.order(sum)
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
