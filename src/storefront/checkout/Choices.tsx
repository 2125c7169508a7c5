import { format } from '#kernel/money'
import type { CheckoutView } from '#modules/checkout'
import { deliveryText } from '#modules/shipping'
import { Notice } from '../components/Notice.tsx'
import type { Place } from '../place.ts'
import type { CheckoutWords } from './messages.ts'

type Props = { place: Place; words: CheckoutWords; view: CheckoutView }

/** The ways to send it, with the days on which it comes and what it costs; the cheapest is chosen. */
export const ShippingChoices = ({ place, words, view }: Props) => {
  if (view.shippingOffers.length === 0) return <Notice tone="bad">{words.nothingGoesThere}</Notice>
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">{words.shipping}</legend>
      {view.shippingOffers.map((offer) => (
        <label className="choice" key={offer.methodId}>
          <input
            type="radio"
            name="shipping"
            value={offer.methodId}
            defaultChecked={offer.methodId === view.shippingOffer?.methodId}
            data-refresh=""
          />
          <span className="choice__what">
            <span className="choice__name">{offer.name[place.language] ?? offer.name['en'] ?? ''}</span>
            <span className="choice__note">{words.arrives(deliveryText(offer.arrives, place.language))}</span>
          </span>
          <span className="choice__price">
            {offer.price.amount === 0 ? words.free : format(offer.price, place.locale)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** The ways to pay, each with what happens next. */
export const PaymentChoices = ({ words, view }: Omit<Props, 'place'>) => {
  if (view.paymentMethods.length === 0)
    return <p>{view.quote.total.amount > 0 ? words.paidByValue : words.nothingToPay}</p>
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">{words.payment}</legend>
      {view.paymentMethods.map((code) => {
        const { name, badge, next } = words.methods[code] ?? { name: code, badge: '', next: '' }
        return (
          <div className="choice" key={code}>
            <input
              type="radio"
              id={`payment-${code}`}
              name="payment"
              value={code}
              defaultChecked={code === view.payBy}
              aria-describedby={`payment-${code}-next`}
              data-refresh=""
            />
            <label className="choice__what" htmlFor={`payment-${code}`}>
              <span className="choice__name">
                {name} {badge !== '' && <span className="test-badge">{badge}</span>}
              </span>
              <span className="choice__note choice__next" id={`payment-${code}-next`}>
                {next}
              </span>
            </label>
          </div>
        )
      })}
    </fieldset>
  )
}
