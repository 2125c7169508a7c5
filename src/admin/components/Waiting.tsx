import { words } from '../messages/index.ts'

type Props = { rows?: number }

/** Where something will stand in a moment. What comes at once comes without it. */
export function Waiting({ rows = 6 }: Props) {
  return (
    <div className="waiting" role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  )
}
