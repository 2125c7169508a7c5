import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { CreditRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { showEnd } from './days.ts'
import { GrantForm } from './GrantForm.tsx'
import { useChoices } from './use-choices.ts'

const text = words.storedValue.credit

/** A customer's credit in each currency, for their own screen. */
export function CreditCard({ customerId, email }: { customerId: string; email: string }) {
  const [isOpen, { open, close }] = useDisclosure()
  const choices = useChoices()
  const accounts = useQuery({
    queryKey: ['store-credit', 'of', customerId],
    queryFn: () => ask<Page<CreditRow>>('GET', `/store-credit?customerId=${customerId}`),
  })
  return (
    <Card
      title={text.title}
      actions={
        <Button size="xs" variant="default" onClick={open} disabled={!choices.data}>
          {text.add}
        </Button>
      }
    >
      {accounts.data?.rows.map(({ id, balance, nextEnd }) => (
        <div key={id}>
          <Link className="link num" to={`/store-credit/${id}`}>
            {showMoney(balance)}
          </Link>{' '}
          <span className="soft">
            {nextEnd ? text.nextEnd(showMoney(nextEnd.amount), showEnd(nextEnd.at)) : text.noEnd}
          </span>
        </div>
      ))}
      {accounts.data?.rows.length === 0 ? <p className="soft">{text.none}</p> : null}
      {isOpen && choices.data ? <GrantForm choices={choices.data} email={email} onClose={close} /> : null}
    </Card>
  )
}
