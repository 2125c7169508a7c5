import type { Content } from '#platform/html'

import type { CustomerId, SavedMethodId } from '#kernel/id'
import type { CheckoutView } from '#modules/checkout'
import { savedMethodsOf, type SavedMethod } from '#modules/payment'
import { deleteSavedMethod } from '#modules/settlement'
import { get, write, type Ask, type Route } from '#platform/http/route'
import { signedIn } from '../customer/session.ts'
import type { StorefrontDeps } from '../deps.ts'
import { dayOf } from '../order/dates.ts'
import { page } from '../page.ts'
import { href, placeOf, type Place } from '../place.ts'
import { savedWords, type SavedWords } from './saved-messages.ts'

/** What a signed-in customer may pay with again at this checkout, and whether a new card can be remembered. */
export type Remembered = Readonly<{ methods: readonly SavedMethod[]; canSave: boolean }>

export const nothingRemembered: Remembered = { methods: [], canSave: false }

export async function rememberedFor(deps: StorefrontDeps, view: CheckoutView): Promise<Remembered> {
  const { customerId } = view.cart
  if (customerId === null) return nothingRemembered
  const gateways = deps.orders.methods
    .offered()
    .flatMap((method) =>
      method.kind === 'online' && view.paymentMethods.includes(method.code) && method.gateway.supports.savedMethods
        ? [method.gateway.name]
        : [],
    )
  if (gateways.length === 0) return nothingRemembered
  const known = await savedMethodsOf(deps.db, customerId)
  return { methods: known.filter(({ gateway }) => gateways.includes(gateway)), canSave: true }
}

/** At the checkout: a remembered card, or another one that may be remembered. Only on the gateway's page is it charged. */
export const RememberedChoices = ({ remembered, place }: { remembered: Remembered; place: Place }) => {
  const words = savedWords[place.language]
  if (!remembered.canSave) return null
  return (
    <fieldset className="choices">
      <legend>{words.legend}</legend>
      {remembered.methods.map(({ id, label }, index) => (
        <Choice key={id} id={`saved-${id}`} name={label} note={words.codeOnly}>
          <input type="radio" id={`saved-${id}`} name="saved" value={id} defaultChecked={index === 0} />
        </Choice>
      ))}
      {remembered.methods.length > 0 && (
        <Choice id="saved-other" name={words.another}>
          <input type="radio" id="saved-other" name="saved" value="" />
        </Choice>
      )}
      <Choice id="save-card" name={words.save} note={words.saveNote}>
        <input type="checkbox" id="save-card" name="save_card" value="1" />
      </Choice>
    </fieldset>
  )
}

type ChoiceProps = { id: string; name: string; note?: string; children: Content }

const Choice = ({ id, name, note, children }: ChoiceProps) => (
  <div className="choice">
    {children}
    <label className="choice__what" htmlFor={id}>
      <span className="choice__name">{name}</span>
      {note !== undefined && <span className="choice__note">{note}</span>}
    </label>
  </div>
)

/** What is remembered for a customer, and how to have it forgotten. */
export const savedRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/saved-cards',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: async (c) => {
      const place = placeOf(c, deps)
      const customer = await signedIn(c, deps)
      if (!customer) return c.redirect(href(place, '/sign-in'), 303)
      const words = savedWords[place.language]
      const body = <SavedPage words={words} place={place} methods={await savedMethodsOf(deps.db, customer.id)} />
      return page(c, deps, { title: words.title, path: '/sign-in', robots: 'noindex', body })
    },
  }),
  write({
    method: 'POST',
    path: '/saved-cards/:id/delete',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: null,
    handle: async (c) => {
      const customer = await signedIn(c, deps)
      const id = idIn(c)
      if (customer && id) await forget(deps, { id, customerId: customer.id })
      return c.redirect(href(placeOf(c, deps), customer ? '/saved-cards' : '/sign-in'), 303)
    },
  }),
]

const forget = (deps: StorefrontDeps, whose: { id: SavedMethodId; customerId: CustomerId }): Promise<boolean> =>
  deleteSavedMethod(deps.orders, whose)

function idIn(c: Ask): SavedMethodId | null {
  const id = c.req.param('id') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? (id as SavedMethodId) : null
}

type Props = { words: SavedWords; place: Place; methods: readonly SavedMethod[] }

const SavedPage = ({ words, place, methods }: Props) => (
  <div className="wrap single">
    <h1>{words.title}</h1>
    <p>{methods.length === 0 ? words.none : words.lead}</p>
    <ul className="review__lines">
      {methods.map(({ id, label, createdAt }) => (
        <li className="review__line" key={id}>
          <div>
            <p className="review__name">{label}</p>
            <p className="review__variant">{words.since(dayOf(createdAt, place.locale))}</p>
          </div>
          <form method="post" action={href(place, `/saved-cards/${id}/delete`)}>
            <button className="link" aria-label={words.forgetOne(label)}>
              {words.forget}
            </button>
          </form>
        </li>
      ))}
    </ul>
  </div>
)
