import type { ReactNode } from 'react'

import { Back } from './Back.tsx'

type Props = {
  /** In the browser's tab, and the heading unless there is another. */
  title: string
  heading?: ReactNode
  /** The list that this is a part of. */
  back?: { to: string; name: string }
  /** States, beside the heading. */
  beside?: ReactNode
  actions?: ReactNode
  narrow?: boolean
  busy?: boolean
  children: ReactNode
}

/** The frame of a screen: where we are, the way back, what can be done. */
export function Screen({ title, heading, back, beside, actions, narrow = false, busy = false, children }: Props) {
  return (
    <main className={narrow ? 'page narrow' : 'page'} id="content" aria-busy={busy}>
      <title>{title}</title>
      <div className="page-head">
        {back ? <Back to={back.to}>{back.name}</Back> : null}
        {heading ?? <h1>{title}</h1>}
        {beside}
        {actions ? <div className="actions">{actions}</div> : null}
      </div>
      {children}
    </main>
  )
}
