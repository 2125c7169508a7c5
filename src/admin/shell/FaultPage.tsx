import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'

import { words } from '../messages/index.ts'

/** A screen that broke, or whose file is gone because a newer version was installed meanwhile. */
export function FaultPage() {
  return (
    <main className="plain">
      <div className="empty" role="alert">
        <IconAlertTriangle aria-hidden />
        <h1>{words.fault.title}</h1>
        <p className="soft">{words.fault.text}</p>
        <Button onClick={() => window.location.reload()}>{words.fault.reload}</Button>
      </div>
    </main>
  )
}
