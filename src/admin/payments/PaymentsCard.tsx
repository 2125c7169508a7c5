import { Link } from 'react-router'

import { words } from '../messages/index.ts'

/** The way from the settings to the ways to pay. */
export const PaymentsCard = () => (
  <section className="card" aria-labelledby="payments">
    <header>
      <h2 id="payments">{words.payments.card}</h2>
    </header>
    <div className="body">
      <p className="soft">{words.payments.cardText}</p>
      <p>
        <Link className="link" to="/settings/payments">
          {words.payments.open}
        </Link>
      </p>
    </div>
  </section>
)
