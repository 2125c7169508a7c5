import { Alert, Button } from '@mantine/core'

import { Refused } from '../api.ts'
import { words } from '../messages/index.ts'
import { sayNo } from './said.ts'

/** The save came too late: somebody else's came first. */
const isConflict = (error: unknown): boolean => error instanceof Refused && error.failure.code === 'changed_meanwhile'

/** A conflict is told where it happened; everything else is said. */
export const sayUnlessConflict = (error: unknown): void => void (isConflict(error) || sayNo(error))

type Props = { error: unknown; title: string; action: string; onReload: () => void }

/** Says so where it happened, with the way to go on. Nothing for another error. */
export function Conflict({ error, title, action, onReload }: Props) {
  if (!isConflict(error)) return null
  return (
    <Alert color="orange" title={title} mb="md" role="alert">
      <p>{error instanceof Error ? error.message : ''}</p>
      <p>{words.conflictHint}</p>
      <Button mt="xs" size="xs" variant="default" onClick={onReload}>
        {action}
      </Button>
    </Alert>
  )
}
