import { Field } from '../components/Field.tsx'
import { Notice } from '../components/Notice.tsx'
import { savedWords } from '../pay/saved-messages.ts'
import { href, type Place } from '../place.ts'
import type { CustomerWords } from './messages.ts'

type Part = Readonly<{ place: Place; words: CustomerWords }>

/** Asks for the address. */
export const SignInPage = ({ place, words, email, error }: Part & { email: string; error?: string | undefined }) => (
  <div className="sign-in wrap">
    <h1>{words.title}</h1>
    <p>{words.intro}</p>
    <form className="sign-in__form" method="post" action={href(place, '/sign-in')} noValidate>
      <Field
        name="email"
        label={words.email}
        type="email"
        autoComplete="email"
        inputMode="email"
        maxLength={254}
        required
        defaultValue={email}
        error={error}
      />
      <button className="btn">{words.send}</button>
    </form>
  </div>
)

/** Says the same to everybody. */
export const SentPage = ({ place, words }: Part) => (
  <div className="sign-in wrap">
    <h1>{words.sentTitle}</h1>
    <Notice tone="good">
      <p>{words.sent}</p>
      <p>{words.sentHint}</p>
    </Notice>
    <p>
      <a href={href(place, '/sign-in')}>{words.again}</a>
    </p>
  </div>
)

/** A mail scanner that looks at the link does not use it up: only the button does. */
export const ConfirmPage = ({ words, action }: Pick<Part, 'words'> & { action: string }) => (
  <div className="sign-in wrap">
    <h1>{words.confirmTitle}</h1>
    <p>{words.confirm}</p>
    <form className="sign-in__form" method="post" action={action}>
      <button className="btn">{words.enter}</button>
    </form>
  </div>
)

export const UsedPage = ({ place, words }: Part) => (
  <div className="sign-in wrap">
    <h1>{words.usedTitle}</h1>
    <Notice tone="bad">
      <p>{words.used}</p>
    </Notice>
    <p>
      <a className="btn" href={href(place, '/sign-in')}>
        {words.again}
      </a>
    </p>
  </div>
)

export const InsidePage = ({ place, words, email }: Part & { email: string }) => (
  <div className="sign-in wrap">
    <h1>{words.insideTitle}</h1>
    <p>{words.inside(email)}</p>
    <div className="sign-in__ways">
      <a className="btn" href={href(place, '/')}>
        {words.shop}
      </a>
      <a className="btn btn--quiet" href={href(place, '/saved-cards')}>
        {savedWords[place.language].link}
      </a>
      <form method="post" action={href(place, '/sign-out')}>
        <button className="btn btn--quiet">{words.signOut}</button>
      </form>
    </div>
  </div>
)
