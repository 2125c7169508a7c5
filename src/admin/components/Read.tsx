import type { ReactNode } from 'react'

import { Problem } from './Problem.tsx'
import { Waiting } from './Waiting.tsx'

export type Query<Answer> = { data: Answer | undefined; error: Error | null; refetch: () => unknown }
type Props<Answer> = { of: Query<Answer>; children: (answer: Answer) => ReactNode }

/** What was asked for: while it is read, when it cannot be, and when it is there. */
export function Read<Answer>({ of, children }: Props<Answer>) {
  if (of.data !== undefined) return children(of.data)
  return of.error ? <Problem of={of} /> : <Waiting />
}
