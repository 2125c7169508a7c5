import { notifications } from '@mantine/notifications'

import { Refused } from '../api.ts'

/** A short word that something worked. */
export const say = (message: string): void => void notifications.show({ message, autoClose: 4000, withBorder: true })

/** Why something did not work, until somebody has read it. Who must sign in is told by the form. */
export function sayNo(error: unknown): void {
  if (error instanceof Refused && error.status === 401) return
  const message = error instanceof Error ? error.message : String(error)
  notifications.show({ message, color: 'red', autoClose: 12_000, withBorder: true, role: 'alert' })
}
