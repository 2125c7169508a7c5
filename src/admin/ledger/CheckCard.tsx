import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { BooksCheckView, BreakView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { showMoney } from '../components/format.ts'
import { sayNo } from '../components/said.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.ledger.check

/** What the last look at all books found, and the way to look again. */
export function CheckCard({ check }: { check: BooksCheckView | null }) {
  const look = useMutation({
    mutationFn: () => ask('POST', '/finance/check'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['finance'] }),
    onError: sayNo,
  })
  return (
    <section className="card" aria-labelledby="check">
      <header>
        <h2 id="check">{text.title}</h2>
      </header>
      <div className="body">{check ? <Found check={check} /> : <p className="soft">{text.never}</p>}</div>
      <div className="foot">
        <Button variant="default" size="xs" loading={look.isPending} onClick={() => look.mutate()}>
          {text.now}
        </Button>
      </div>
    </section>
  )
}

function Found({ check: { at, checked, breaks } }: { check: BooksCheckView }) {
  return (
    <>
      <p>
        {breaks.length === 0 ? (
          text.good(checked.toLocaleString('en'))
        ) : (
          <Badge tone="bad" full>
            {text.bad(breaks.length)}
          </Badge>
        )}
      </p>
      <p className="soft small">
        {text.looked} <When at={at} />
      </p>
      {breaks.length > 0 ? (
        <ul className="rows">
          {breaks.slice(0, 100).map((one, index) => (
            <BreakRow key={index} one={one} />
          ))}
        </ul>
      ) : null}
    </>
  )
}

function BreakRow({ one }: { one: BreakView }) {
  return (
    <li>
      <div>
        <strong>{text.names[one.check]}</strong>
        <p className="soft small num">
          {text.expected} {showMoney(one.expected)} · {text.found} {showMoney(one.found)}
        </p>
        {one.orderId && one.orderNumber !== null ? (
          <Link className="link" to={`/finance/orders/${one.orderId}`}>
            {text.order(one.orderNumber)}
          </Link>
        ) : null}
      </div>
    </li>
  )
}
