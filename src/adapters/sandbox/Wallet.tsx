import type { Language } from '#kernel/locale'
import { format } from '#kernel/money'
import type { Express } from '#modules/payment'
import type { SandboxPayment } from './book.ts'
import { amountOf, Due } from './Hosted.tsx'
import { sandboxWords } from './messages.ts'
import { walletBuyer } from './wallet.ts'

type Props = { payment: SandboxPayment; language: Language; express: Express; email: string; isWrong: boolean }

/** What a wallet shows: what it is for, where it goes, and one button. */
export const Wallet = ({ payment, language, express, email, isWrong }: Props) => {
  const words = sandboxWords[language]
  const action = `/test-gateway/pay/${payment.id}`
  const { billing: home } = walletBuyer(express, email)
  return (
    <>
      <Due payment={payment} language={language} />
      <p>{express.goods}</p>
      {express.delivery !== null && express.delivery.amount > 0 && (
        <p className="due__for">{words.delivery(format(express.delivery, language))}</p>
      )}
      <form className="card" method="post" action={`${action}/wallet`} noValidate>
        {home && (
          <p className="due__for">
            {[home.name, home.street1, `${home.postcode} ${home.city}`, home.country].join(', ')}
          </p>
        )}
        <div className="card__field">
          <label htmlFor="email">{words.walletEmail}</label>
          <input
            id="email"
            name="email"
            type="email"
            defaultValue={email}
            autoComplete="email"
            required
            aria-invalid={isWrong ? true : undefined}
            aria-describedby={isWrong ? 'email-problem' : undefined}
          />
          {isWrong && (
            <p className="card__problem" id="email-problem">
              {words.walletEmailWrong}
            </p>
          )}
        </div>
        <button className="button" name="answer" value="approve">
          {words.walletPay(amountOf({ payment, language }))}
        </button>
        <button className="button button--plain" name="answer" value="decline">
          {words.walletDecline}
        </button>
      </form>
      <form method="post" action={`${action}/cancel`}>
        <button className="quiet">{words.cancel}</button>
      </form>
    </>
  )
}
