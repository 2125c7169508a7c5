import { format } from '#kernel/money'
import type { FoundGiftCard } from '#modules/stored-value'
import { Field } from '../components/Field.tsx'
import { href, type Place } from '../place.ts'
import type { GiftCardWords } from './messages.ts'

type Part = Readonly<{ place: Place; words: GiftCardWords }>

/** Asks for the code. What was typed is not shown again: a code is money. */
export const AskPage = ({ place, words, error }: Part & { error?: string | undefined }) => (
  <div className="gift-card wrap">
    <h1>{words.title}</h1>
    <p>{words.intro}</p>
    <form className="gift-card__form" method="post" action={href(place, '/gift-card')} noValidate>
      <Field
        name="code"
        type="text"
        label={words.code}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        maxLength={60}
        required
        error={error}
      />
      <button className="btn">{words.see}</button>
    </form>
  </div>
)

export const FoundPage = ({ place, words, card }: Part & { card: FoundGiftCard }) => (
  <div className="gift-card wrap">
    <h1>{words.title}</h1>
    <p>{words.left(card.hint)}</p>
    <p className="gift-card__balance">{format(card.balance, place.locale)}</p>
    <p>{card.expiresAt ? words.until(dayIn(card.expiresAt, place.locale)) : words.forever}</p>
    <p>
      <a className="link" href={href(place, '/gift-card')}>
        {words.another}
      </a>
    </p>
  </div>
)

/** A card holds to the end of a day in UTC. */
const dayIn = (at: Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
