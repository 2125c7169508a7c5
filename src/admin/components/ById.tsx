import type { ReactNode } from 'react'

import { type Query, Read } from './Read.tsx'

type Props<Answer> = { of: Query<Answer>; children: (answer: Answer) => ReactNode }

/** A screen about one thing, whose heading is not known before the thing is. */
export function ById<Answer>({ of, children }: Props<Answer>) {
  if (of.data !== undefined) return children(of.data)
  return (
    <main className="page" id="content" aria-busy={of.error === null}>
      <Read of={of}>{children}</Read>
    </main>
  )
}
