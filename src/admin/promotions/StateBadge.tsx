import type { PromotionState } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { words } from '../messages/index.ts'

const tones = { running: 'good', scheduled: 'due', ended: 'calm', used_up: 'calm', off: 'calm' } as const

export function StateBadge({ state }: { state: PromotionState }) {
  return (
    <Badge tone={tones[state]} full={state !== 'scheduled' && state !== 'off'}>
      {words.promotions.states[state]}
    </Badge>
  )
}
