import type { MailState } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { words } from '../messages/index.ts'

const tones = { kept: 'calm', queued: 'due', sent: 'good', failed: 'bad' } as const

export function MailBadge({ state }: { state: MailState }) {
  return (
    <Badge tone={tones[state]} full={state === 'sent' || state === 'failed'}>
      {words.mails.states[state]}
    </Badge>
  )
}
