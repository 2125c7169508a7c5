import { type ReactNode, useId } from 'react'

type Props = {
  title: string
  actions?: ReactNode
  /** `first-small`: the first on phones. */
  look?: string
  /** Below the body, with a line above. */
  foot?: ReactNode
  busy?: boolean
  children: ReactNode
}

/** A part of a screen under its own heading. */
export function Card({ title, actions, look, foot, busy = false, children }: Props) {
  const id = useId()
  return (
    <section className={look ? `card ${look}` : 'card'} aria-labelledby={id} aria-busy={busy}>
      <header>
        <h2 id={id}>{title}</h2>
        {actions ? <div className="actions">{actions}</div> : null}
      </header>
      <div className="body">{children}</div>
      {foot ? <div className="foot">{foot}</div> : null}
    </section>
  )
}
