import { IconScale } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { LedgerMode } from '../../admin-api/types.ts'
import { Empty } from '../components/Empty.tsx'
import { words } from '../messages/index.ts'

const text = words.ledger

type Props = {
  mode: LedgerMode
  hasTest: boolean
  /** Where the test money of this screen is. */
  to: string
}

/** Who has only tried the shop so far is led to where those orders are booked. */
export const NothingBooked = ({ mode, hasTest, to }: Props) => (
  <Empty icon={<IconScale aria-hidden />} title={text.balance.empty} text={text.balance.emptyText}>
    {mode === 'live' && hasTest ? (
      <Link className="link" to={`${to}?mode=test`}>
        {text.toTest}
      </Link>
    ) : null}
  </Empty>
)
