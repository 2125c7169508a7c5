import { Link } from 'react-router'

import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'

/** The way from the settings to the ways to pay. */
export const PaymentsCard = () => (
  <Card title={words.payments.card}>
    <p className="soft">{words.payments.cardText}</p>
    <p>
      <Link className="link" to="/settings/payments">
        {words.payments.open}
      </Link>
    </p>
  </Card>
)
