import type { Content } from '#platform/html'

import { format } from '#kernel/money'
import type { CheckoutView } from '#modules/checkout'
import type { Challenge } from '#modules/defense'
import { Field } from '../components/Field.tsx'
import { Icon } from '../components/Icon.tsx'
import type { Media } from '../components/Picture.tsx'
import { RememberedChoices, type Remembered } from '../pay/saved.tsx'
import { href, type Place, type Places } from '../place.ts'
import { AddressFields, CountryField } from './AddressFields.tsx'
import type { FieldProblem } from './check-form.ts'
import { PaymentChoices, ShippingChoices } from './Choices.tsx'
import type { Values } from './form.ts'
import type { CheckoutWords } from './messages.ts'
import { Review } from './Review.tsx'
import { Say, type Told } from './Say.tsx'
import { VatField } from './vat.tsx'

export type CheckoutPageProps = {
  /** Cards that a signed-in customer may pay with again. */
  remembered: Remembered
  place: Place
  places: Places
  words: CheckoutWords
  view: CheckoutView
  values: Values
  problems: readonly FieldProblem[]
  told: readonly Told[]
  pictures: ReadonlyMap<string, Media>
  proof: Challenge | null
}

/** The whole walk on one page, in one form. Without JavaScript its sections post themselves and come back. */
export const CheckoutPage = (props: CheckoutPageProps) => {
  const { place, words, view, values } = props
  return (
    <div className="wrap checkout">
      <div className="checkout__top">
        <h1 className="checkout__title">{words.title}</h1>
        <a className="checkout__glance link" href="#review" data-part="glance" aria-live="polite">
          {words.glance(view.cart.count, format(view.quote.total, place.locale))}
        </a>
      </div>
      <Say told={props.told} problems={props.problems} words={words} place={place} />
      <checkout-form>
        <form className="checkout__form" method="post" action={href(place, '/checkout')} noValidate>
          {/* Enter in a field keeps what was typed; it does not buy. */}
          <button className="visually-hidden" name="go" value="contact" tabIndex={-1} aria-hidden="true">
            {words.update}
          </button>
          <Contact {...props} />
          <Delivery {...props} />
          {view.cart.requiresShipping && (
            <Section id="shipping" title={words.shipping} words={words} part>
              <ShippingChoices place={place} words={words} view={view} />
            </Section>
          )}
          <Section id="payment" title={words.payment} words={words} part>
            <PaymentChoices words={words} view={view} />
            <RememberedChoices remembered={props.remembered} place={place} />
          </Section>
          <Review
            place={place}
            words={words}
            view={view}
            pictures={props.pictures}
            typedCode={values.code}
            codeProblem={errorOf(props.problems, 'code')}
          />
          <Buy place={place} words={words} view={view} values={values} proof={props.proof} />
        </form>
      </checkout-form>
      <p className="checkout__back">
        <a className="link" href={href(place, '/cart')} data-no-prefetch="">
          {words.backToCart}
        </a>
      </p>
    </div>
  )
}

type SectionProps = {
  id: string
  title: string
  words: CheckoutWords
  /** The server draws it anew when something above it changed. */
  part?: boolean
  children: Content
}

const Section = ({ id, title, words, part, children }: SectionProps) => (
  <section className="step" id={id} data-part={part ? id : undefined} aria-labelledby={`${id}-title`}>
    <h2 className="step__title" id={`${id}-title`}>
      {title}
    </h2>
    {children}
    <button className="btn btn--quiet btn--small unscripted" name="go" value={id}>
      {words.update}
    </button>
  </section>
)

const errorOf = (problems: readonly FieldProblem[], field: string) =>
  problems.find((problem) => problem.field === field)?.message

const Contact = ({ words, view, values, problems }: CheckoutPageProps) => (
  <section className="step" id="contact" aria-labelledby="contact-title">
    <h2 className="step__title" id="contact-title">
      {words.contact}
    </h2>
    <Field
      name="email"
      type="email"
      label={words.email}
      note={view.cart.requiresShipping ? words.emailWhy : words.emailWhyUnsent}
      error={errorOf(problems, 'email')}
      defaultValue={values.email}
      autoComplete="email"
      inputMode="email"
      autoCapitalize="none"
      spellcheck={false}
      maxLength={254}
      required
      data-required={words.wrong.email_required}
      data-refresh=""
    />
  </section>
)

const Delivery = ({ place, places, words, view, values, problems }: CheckoutPageProps) => {
  const shared = { words, values, problems }
  const { requiresShipping } = view.cart
  return (
    <Section id="delivery" title={requiresShipping ? words.delivery : words.billingOnly} words={words}>
      <CountryField {...shared} prefix="" place={place} places={places} />
      <div className="step__fields" data-part="address">
        <AddressFields {...shared} prefix="" country={values.country} />
      </div>
      <VatField words={words} vat={view.vat} values={values} error={errorOf(problems, 'vat_id')} />
      <Field
        name="phone"
        type="tel"
        label={words.phone}
        note={requiresShipping ? words.phoneWhy : words.phoneWhyUnsent}
        error={errorOf(problems, 'phone')}
        defaultValue={values.phone}
        autoComplete="tel"
        inputMode="tel"
        maxLength={40}
        data-refresh=""
      />
      {requiresShipping && (
        <div className="billing">
          <label className="check">
            <input type="checkbox" name="billing_other" value="1" defaultChecked={values.billing_other} />
            {words.billingOther}
          </label>
          <fieldset className="billing__fields">
            <legend className="visually-hidden">{words.billing}</legend>
            <CountryField {...shared} prefix="billing_" place={place} places={places} />
            <div className="step__fields" data-part="billing">
              <AddressFields {...shared} prefix="billing_" country={values.billing_country} />
            </div>
          </fieldset>
        </div>
      )}
    </Section>
  )
}

type BuyProps = Pick<CheckoutPageProps, 'place' | 'words' | 'view' | 'values' | 'proof'>

const Buy = ({ place, words, view, values, proof }: BuyProps) => (
  <div className="confirm" data-part="buy">
    <input type="hidden" name="key" value={values.key} />
    <input type="hidden" name="total" value={view.quote.total.amount} />
    <input type="hidden" name="due" value={view.due.amount} />
    {proof && (
      <proof-of-work data-challenge={proof.text} data-bits={proof.bits}>
        <input type="hidden" name="proof_challenge" value={proof.text} />
        <input type="hidden" name="proof_answer" value="wait" />
      </proof-of-work>
    )}
    <button className="btn btn--wide confirm__button" name="go" value="place" data-buy="">
      <Icon name="lock" /> {buttonText(view, words, place.locale)}
    </button>
    <p className="confirm__note">{words.afterwards}</p>
  </div>
)

/** Says what pressing it means, as the law of the Union wants. */
function buttonText({ quote, due, payBy }: CheckoutView, words: CheckoutWords, locale: string): string {
  if (quote.total.amount === 0) return words.orderFree
  if (due.amount === 0) return words.order(format(quote.total, locale))
  const total = format(due, locale)
  return payBy === 'test_card' ? words.payNow(total) : words.order(total)
}
