import type { ReactNode } from 'react'

type Props = { icon: ReactNode; title: string; text: string; children?: ReactNode }

/** Nothing to show: says what would be here, and what to do. */
export function Empty({ icon, title, text, children }: Props) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      <p className="soft">{text}</p>
      {children}
    </div>
  )
}
