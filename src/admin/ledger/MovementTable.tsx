import { NativeSelect } from '@mantine/core'
import { Link } from 'react-router'

import type { PayoutLineView, PayoutVerdict } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'

const text = words.ledger.payouts

/** What is to become of movements that the shop does not know, by their ids. */
export type Settle = Readonly<Record<string, 'open' | 'fee' | 'outside'>>

type Props = { lines: readonly PayoutLineView[]; settle: Settle; onSettle: ((next: Settle) => void) | null }

const tones = { same: 'good', plain: 'calm', amount_differs: 'bad', missing_here: 'bad', unknown: 'due' } as const

/** What a payout consists of, the differences first. */
export function MovementTable({ lines, settle, onSettle }: Props) {
  return (
    <section className="list" aria-label={text.lines}>
      <div className="list-head">
        <h2>{text.lines}</h2>
      </div>
      <div className="scrolls">
        <table>
          <thead>
            <tr>
              <th>{text.movement}</th>
              <th>{text.columns.state}</th>
              <th className="end">{text.gross}</th>
              <th className="end">{text.fee}</th>
              <th className="end">{text.net}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.id} line={line} as={settle[line.id] ?? 'open'} onSettle={onSettle} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type RowProps = { line: PayoutLineView; as: Settle[string]; onSettle: Props['onSettle'] }

function Row({ line, as, onSettle }: RowProps) {
  return (
    <tr>
      <td>
        <strong>{text.movements[line.kind]}</strong>{' '}
        {line.orderId && line.orderNumber !== null ? (
          <Link className="link" to={`/finance/orders/${line.orderId}`}>
            {words.ledger.journal.order(line.orderNumber)}
          </Link>
        ) : null}
        <p className="soft small">
          {line.description || line.event} · {line.externalId}
        </p>
      </td>
      <td>
        <Badge tone={tones[line.verdict]} full>
          {text.verdicts[line.verdict]}
        </Badge>
        {line.ours ? <p className="small num">{text.ours(showMoney(line.ours))}</p> : null}
        {onSettle && isOpen(line.verdict) ? (
          <NativeSelect
            size="xs"
            mt={6}
            aria-label={text.settleAs}
            value={as}
            data={Object.entries(text.settle).map(([value, label]) => ({ value, label }))}
            onChange={({ currentTarget: { value } }) =>
              onSettle({ [line.id]: value === 'fee' || value === 'outside' ? value : 'open' })
            }
          />
        ) : null}
      </td>
      <td className="end num">{showMoney(line.gross)}</td>
      <td className="end num">{line.fee.amount === 0 ? '' : showMoney(line.fee)}</td>
      <td className="end num">{showMoney(line.net)}</td>
    </tr>
  )
}

const isOpen = (verdict: PayoutVerdict): boolean => verdict === 'missing_here' || verdict === 'unknown'
