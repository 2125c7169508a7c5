import type { ReactNode } from 'react'
import { Link } from 'react-router'

import { isNarrowed, useListAddress } from './address.ts'
import { Empty } from './Empty.tsx'

type Props = {
  icon: ReactNode
  text: { all: string; allText: string; none: string; noneText: string; showAll: string }
  /** Where all of them are listed. */
  all: string
  /** What to do when there is none at all. */
  children?: ReactNode
}

/** There is none at all, or none that fits what was asked: two different things to read. */
export function NoneListed({ icon, text, all, children }: Props) {
  const { params } = useListAddress()
  if (!isNarrowed(params))
    return (
      <Empty icon={icon} title={text.all} text={text.allText}>
        {children}
      </Empty>
    )
  return (
    <Empty icon={icon} title={text.none} text={text.noneText}>
      <Link className="link" to={all}>
        {text.showAll}
      </Link>
    </Empty>
  )
}
