import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'

import { words } from '../messages/index.ts'

type Props = { of: { error: Error | null; refetch: () => unknown } }

/** What could not be read, why, and the way to try again. */
export function Problem({ of }: Props) {
  return (
    <div className="empty" role="alert">
      <IconCloudOff aria-hidden />
      <p>{of.error?.message ?? words.fault.title}</p>
      <Button variant="default" onClick={() => of.refetch()}>
        {words.retry}
      </Button>
    </div>
  )
}
