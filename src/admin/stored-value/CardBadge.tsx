import type { GiftCardRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { words } from '../messages/index.ts'

const { states } = words.storedValue.cards

/** How a card stands, in a word. */
export function CardBadge({ card }: { card: GiftCardRow }) {
  if (!card.isActive) return <Badge tone="bad">{states.off}</Badge>
  if (card.isExpired) return <Badge tone="calm">{states.ended}</Badge>
  if (card.balance.amount === 0)
    return (
      <Badge tone="calm" full>
        {states.empty}
      </Badge>
    )
  return card.isTest ? <Badge tone="due">{states.test}</Badge> : <Badge tone="good">{states.active}</Badge>
}
