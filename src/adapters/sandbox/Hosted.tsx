import type { Content } from '#platform/html'

import type { Language } from '#kernel/locale'
import { format } from '#kernel/money'
import type { SandboxPayment } from './book.ts'
import type { SavedCard } from './book-moves.ts'
import { testCards, type Card, type CardProblem } from './cards.ts'
import type { DeskAction } from './desk.ts'
import { sandboxWords, type SandboxWords } from './messages.ts'

type FrameProps = { language: Language; title: string; children: Content | readonly (Content | false)[] }

/** A page of the test bank: plainly a test, plainly not the shop. */
export const HostedPage = ({ language, title, children }: FrameProps) => {
  const words = sandboxWords[language]
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${words.title}`}</title>
        <link rel="stylesheet" href="/test-gateway/style.css" />
        <script type="module" src="/test-gateway/card.js" />
      </head>
      <body>
        <header className="banner">
          <strong>TEST</strong> {words.banner}
        </header>
        <main className="sheet">
          <p className="bank">{words.title}</p>
          {children}
        </main>
      </body>
    </html>
  )
}

type Props = { payment: SandboxPayment; language: Language }

export const amountOf = ({ payment, language }: Props): string => format(payment.amount, language)

export const Due = ({ payment, language }: Props) => (
  <div className="due">
    <h1 className="due__amount">{amountOf({ payment, language })}</h1>
    <p className="due__for">{sandboxWords[language].order(payment.reference)}</p>
  </div>
)

type FormProps = Props & { card: Card; problems: Partial<Record<keyof Card, CardProblem>> }

/** The card form: what a bank's page asks for, in the order of the card, kept as it was typed. */
export const CardForm = ({ payment, language, card, problems }: FormProps) => {
  const words = sandboxWords[language]
  const action = `/test-gateway/pay/${payment.id}`
  const wrong = Object.keys(problems).length > 0
  return (
    <>
      <Due payment={payment} language={language} />
      {wrong && (
        <p className="problem" role="alert">
          {words.problems}
        </p>
      )}
      {payment.saves && <p className="due__for">{words.remembers}</p>}
      <form className="card" method="post" action={action} noValidate data-card="">
        <CardField
          name="number"
          label={words.number}
          value={card.number}
          problem={problems.number}
          words={words}
          autoComplete="cc-number"
          maxLength={23}
          data-brand=""
        />
        <div className="card__row">
          <CardField
            name="expiry"
            label={words.expiry}
            value={card.expiry}
            problem={problems.expiry}
            words={words}
            autoComplete="cc-exp"
            placeholder={words.expiryHint}
            maxLength={9}
          />
          <CardField
            name="cvc"
            label={words.cvc}
            value={card.cvc}
            problem={problems.cvc}
            words={words}
            autoComplete="cc-csc"
            placeholder={words.cvcHint}
            maxLength={4}
          />
        </div>
        <button className="button">{words.pay(amountOf({ payment, language }))}</button>
      </form>
      <form method="post" action={`${action}/cancel`}>
        <button className="quiet">{words.cancel}</button>
      </form>
      <TestCards payment={payment} words={words} />
    </>
  )
}

type SavedProps = Props & { saved: SavedCard; problem: CardProblem | undefined }

/** A remembered card: its security code is all that is asked again. */
export const SavedForm = ({ payment, language, saved, problem }: SavedProps) => {
  const words = sandboxWords[language]
  const action = `/test-gateway/pay/${payment.id}`
  return (
    <>
      <Due payment={payment} language={language} />
      <h2>{words.savedTitle}</h2>
      <p>{words.savedText(saved.label)}</p>
      <form className="card" method="post" action={`${action}/saved`} noValidate data-saved-card="">
        <CardField
          name="cvc"
          label={words.cvc}
          value=""
          problem={problem}
          words={words}
          autoComplete="cc-csc"
          placeholder={words.cvcHint}
          maxLength={4}
        />
        <button className="button">{words.pay(amountOf({ payment, language }))}</button>
      </form>
      <a href={`${action}?other=1`}>{words.otherCard}</a>
      <form method="post" action={`${action}/cancel`}>
        <button className="quiet">{words.cancel}</button>
      </form>
    </>
  )
}

type DeskProps = Props & { actions: readonly DeskAction[] }

/** What the bank or the payer can do when the shopper has left. */
export const Counter = ({ payment, language, actions }: DeskProps) => {
  const words = sandboxWords[language]
  const { state, captured, refunded } = payment
  return (
    <>
      <Due payment={payment} language={language} />
      <h2>{words.deskTitle}</h2>
      <p>{words.deskState(state, format(captured, language), format(refunded, language))}</p>
      <p>{actions.length > 0 ? words.deskText : words.deskNothing}</p>
      <form className="answers" method="post" action={`/test-gateway/desk/${payment.id}`}>
        {actions.map((action) => (
          <button key={action} className="button button--plain" name="action" value={action}>
            {words.desk[action]}
          </button>
        ))}
      </form>
    </>
  )
}

type FieldProps = {
  name: keyof Card
  label: string
  value: string
  problem: CardProblem | undefined
  words: SandboxWords
  autoComplete: string
  placeholder?: string
  maxLength: number
  'data-brand'?: string
}

const CardField = ({ name, label, value, problem, words, ...input }: FieldProps) => (
  <div className="card__field">
    <label htmlFor={name}>{label}</label>
    <input
      {...input}
      id={name}
      name={name}
      type="text"
      defaultValue={value}
      inputMode="numeric"
      required
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem ? `${name}-problem` : undefined}
    />
    {problem && (
      <p className="card__problem" id={`${name}-problem`}>
        {words.wrong[problem]}
      </p>
    )}
  </div>
)

const TestCards = ({ payment, words }: { payment: SandboxPayment; words: SandboxWords }) => (
  <section className="cards" aria-labelledby="cards-title">
    <h2 id="cards-title">{words.cards}</h2>
    <ul>
      {testCards.map(({ number, does }, index) => (
        <li key={number}>
          <span className="cards__number">{number}</span>
          <span className="cards__does">{words.does[does]}</span>
          <a href={`/test-gateway/pay/${payment.id}?card=${index}`} aria-label={`${words.use}: ${number}`}>
            {words.use}
          </a>
        </li>
      ))}
    </ul>
  </section>
)

/** The bank's question behind a strong authentication. */
export const Challenge = ({ payment, language }: Props) => {
  const words = sandboxWords[language]
  return (
    <>
      <h1>{words.challengeTitle}</h1>
      <p>{words.challengeText(amountOf({ payment, language }))}</p>
      <form className="answers" method="post" action={`/test-gateway/pay/${payment.id}/challenge`}>
        <button className="button" name="answer" value="approve">
          {words.approve}
        </button>
        <button className="button button--plain" name="answer" value="deny">
          {words.deny}
        </button>
      </form>
    </>
  )
}

export const Lost = ({ language }: Pick<Props, 'language'>) => {
  const words = sandboxWords[language]
  return (
    <>
      <h1>{words.lostTitle}</h1>
      <p>{words.lostText}</p>
      <a className="button" href="/">
        {words.toShop}
      </a>
    </>
  )
}

export const Said = ({ title, text }: { title: string; text: string }) => (
  <>
    <h1>{title}</h1>
    <p>{text}</p>
  </>
)
