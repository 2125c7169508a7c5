import { addressLines } from '#kernel/address'
import { format, times } from '#kernel/money'
import type { ShopSettings } from '#modules/market'
import { openTransfer, type Order, type TimelineEntry } from '#modules/order'
import { deliveryText } from '#modules/shipping'
import { LineDiscounts, LinePicture } from '../cart/CartLines.tsx'
import { cartWords } from '../cart/messages.ts'
import { sumsOfOrder } from '../cart/sums.ts'
import { Totals } from '../cart/Totals.tsx'
import type { Media } from '../components/Picture.tsx'
import { href, type Place } from '../place.ts'
import { BankDetails } from './BankDetails.tsx'
import { dayOf, timeOf } from './dates.ts'
import type { OrderWords } from './messages.ts'
import { isAgreed, isComing, nextStepText } from './next-step.ts'

export type OrderPageProps = {
  place: Place
  words: OrderWords
  order: Order
  timeline: readonly TimelineEntry[]
  pictures: ReadonlyMap<string, Media>
  settings: ShopSettings
  /** The token that this page is seen with. */
  token: string
  /** How long an invoice may wait after the goods have come; null: not said. */
  payWithinDays: number | null
  /** Where an undecided payment is looked after. */
  returnPath: string
  /** Where it is paid while it is on offer. */
  payPath: string
}

/** How an order stands; right after ordering it is the confirmation. */
export const OrderPage = (props: OrderPageProps) => {
  const { place, words, order, settings, token } = props
  const transfer = order.state === 'pending' ? null : openTransfer(order)
  return (
    <div className="wrap order">
      <Head {...props} />
      <div className="order__columns">
        <div className="order__main">
          {transfer && <BankDetails {...{ place, words, order, token }} amount={transfer} bank={settings.bank} />}
          {order.fulfillments.length > 0 && <Parcels place={place} words={words} order={order} />}
          <Lines {...props} />
        </div>
        <aside className="order__side">
          <Facts place={place} words={words} order={order} />
          <Story place={place} words={words} timeline={props.timeline} />
          <p className="order__help">
            {words.question}{' '}
            <a
              className="link"
              href={`mailto:${settings.email}?subject=${encodeURIComponent(words.title(order.number))}`}
            >
              {words.write}
            </a>
          </p>
        </aside>
      </div>
    </div>
  )
}

const Head = ({ place, words, order, returnPath, payPath, payWithinDays }: OrderPageProps) => (
  <div className="order__head">
    {isAgreed(order) ? (
      <>
        <h1 className="order__title">{words.thanks}</h1>
        <p className="order__lead">
          {words.thanksNumber(order.number)} {words.mail(order.email)}
        </p>
      </>
    ) : (
      <h1 className="order__title">{words.title(order.number)}</h1>
    )}
    <div className="order__next">
      <h2 className="order__next-title">{words.next}</h2>
      <p>{nextStepText(order, words, payWithinDays)}</p>
      {order.arrivesFrom && order.arrivesTo && isComing(order) && (
        <p className="order__arrives">
          {words.arrives(deliveryText({ from: order.arrivesFrom, to: order.arrivesTo }, place.language))}
        </p>
      )}
      {order.state === 'offered' && (
        <a className="btn" href={payPath} data-no-prefetch="">
          {words.payNow}
        </a>
      )}
      {order.state === 'pending' && !order.payments.some(({ state }) => state === 'processing') && (
        <a className="btn" href={returnPath} data-no-prefetch="">
          {words.waitingLink}
        </a>
      )}
      {order.state === 'canceled' && order.confirmedAt === null && (
        <a className="btn" href={href(place, '/checkout')} data-no-prefetch="">
          {words.tryAgain}
        </a>
      )}
    </div>
    <p className="order__keep">{words.keep}</p>
  </div>
)

type Part = Pick<OrderPageProps, 'place' | 'words' | 'order'>

const Parcels = ({ place, words, order }: Part) => (
  <section className="order__part">
    <h2>{words.parcels}</h2>
    <ul className="parcels">
      {order.fulfillments.map((parcel) => (
        <li className="parcel" key={parcel.id}>
          <p>
            {words.parcel(dayOf(parcel.shippedAt, place.locale))}
            {parcel.carrier !== '' && `, ${parcel.carrier}`}
          </p>
          {parcel.trackingNumber !== '' && (
            <p className="parcel__number">
              {words.tracking} <strong>{parcel.trackingNumber}</strong>
            </p>
          )}
          {/^https?:\/\//.test(parcel.trackingUrl) && (
            <a className="btn btn--small" href={parcel.trackingUrl} rel="noreferrer">
              {words.track}
            </a>
          )}
        </li>
      ))}
    </ul>
  </section>
)

const Lines = ({ place, words, order, pictures }: OrderPageProps) => (
  <section className="order__part">
    <h2>{words.lines}</h2>
    <ul className="review__lines">
      {order.lines.map((line) => (
        <li className="review__line" key={line.id}>
          <LinePicture line={line} pictures={pictures} />
          <div>
            <p className="review__name">
              {words.quantity(line.quantity)} {line.title}
            </p>
            {line.variantTitle !== '' && <p className="review__variant">{line.variantTitle}</p>}
            <LineWhy line={line} place={place} />
            {line.sent > 0 && <p className="review__variant">{words.sent(line.sent, line.quantity)}</p>}
            {line.removed > 0 && <p className="review__variant">{words.removed(line.removed, line.quantity)}</p>}
          </div>
          <p className="review__price">
            <LinePrice line={line} place={place} />
          </p>
        </li>
      ))}
    </ul>
    <Totals sums={sumsOfOrder(order)} locale={place.locale} words={cartWords[place.language]} />
  </section>
)

type LineProps = { line: Order['lines'][number]; place: Place }

/** Which price it was, and what was taken off. */
const LineWhy = ({ line, place }: LineProps) => {
  const words = cartWords[place.language]
  const [price] = line.why.filter(({ kind }) => words.why[kind] !== undefined)
  return (
    <>
      {price && <p className="review__variant">{words.why[price.kind]}</p>}
      <LineDiscounts line={line} place={place} />
    </>
  )
}

/** After discounts; the sum before them struck through. Tax that was taken out stands among the sums. */
const LinePrice = ({ line: { unit, quantity, discount }, place }: LineProps) => {
  const before = times(unit, quantity)
  if (discount.amount === 0) return format(before, place.locale)
  return (
    <>
      <s className="line-before">{format(before, place.locale)}</s>{' '}
      {format({ ...before, amount: before.amount - discount.amount }, place.locale)}
    </>
  )
}

const Facts = ({ place, words, order }: Part) => (
  <dl className="order__facts">
    {order.shippingAddress && (
      <div>
        <dt>{words.shipTo}</dt>
        <dd>
          <Address lines={addressLines(order.shippingAddress, place.language)} />
        </dd>
      </div>
    )}
    <div>
      <dt>{words.billTo}</dt>
      <dd>
        {isSame(order.shippingAddress, order.billingAddress) ? (
          words.sameAddress
        ) : (
          <Address lines={addressLines(order.billingAddress, place.language)} />
        )}
      </dd>
    </div>
    {order.shippingName !== '' && (
      <div>
        <dt>{words.shippingBy}</dt>
        <dd>{order.shippingName}</dd>
      </div>
    )}
    <div>
      <dt>{words.payment}</dt>
      <dd>
        {words.methods[order.paymentMethod] ?? order.paymentMethod}, {words.status[order.paymentStatus]}
      </dd>
    </div>
    {order.vatId !== null && (
      <div>
        <dt>{words.vatId}</dt>
        <dd>{order.vatId}</dd>
      </div>
    )}
    <div>
      <dt>{words.contact}</dt>
      <dd>
        {order.email}
        {order.phone && <span className="order__phone">{order.phone}</span>}
      </dd>
    </div>
  </dl>
)

type Goal = Order['billingAddress']

const isSame = (a: Goal | null, b: Goal): boolean =>
  a !== null && JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted())

const Address = ({ lines }: { lines: readonly string[] }) => (
  <address className="address">
    {lines.map((line) => (
      <span key={line}>{line}</span>
    ))}
  </address>
)

const Story = ({ place, words, timeline }: Pick<OrderPageProps, 'place' | 'words' | 'timeline'>) => (
  <section className="events" aria-labelledby="story-title">
    <h2 className="events__title" id="story-title">
      {words.story}
    </h2>
    <ol className="events__list">
      {timeline
        .filter(({ type }) => words.events[type])
        .map(({ type, at }) => (
          <li key={`${type} ${at.toISOString()}`}>
            <span>{words.events[type]}</span>{' '}
            <time className="events__time" dateTime={at.toISOString()}>
              {timeOf(at, place.locale)}
            </time>
          </li>
        ))}
    </ol>
  </section>
)
