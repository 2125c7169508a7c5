import { Button } from '@mantine/core'
import { IconCloudOff, IconMapSearch } from '@tabler/icons-react'
import { Link } from 'react-router'

import { Refused } from '../api.ts'
import { words } from '../messages/index.ts'

type Props = { of: { error: Error | null; refetch: () => unknown } }

/** What could not be read, why, and the way to go on: again, or elsewhere when it is not there at all. */
export function Problem({ of }: Props) {
  const isGone = of.error instanceof Refused && of.error.status === 404
  return (
    <div className="empty" role="alert">
      {isGone ? <IconMapSearch aria-hidden /> : <IconCloudOff aria-hidden />}
      <p>{of.error?.message ?? words.fault.title}</p>
      {isGone ? (
        <Link className="link" to="/">
          {words.lost.home}
        </Link>
      ) : (
        <Button variant="default" onClick={() => of.refetch()}>
          {words.retry}
        </Button>
      )}
    </div>
  )
}
