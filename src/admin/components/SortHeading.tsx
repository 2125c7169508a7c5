import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { Link } from 'react-router'

import { changed, nextSort, useListAddress } from './address.ts'

type Props = {
  name: string
  side: string
  /** The order of the first click. */ sort: string
  sorted?: string | undefined
}

/** A heading that sorts its list, in the address: a link opens it, the back button takes it back. */
export function SortHeading({ name, side, sort, sorted }: Props) {
  const { params } = useListAddress()
  const now = params.get('sort') ?? sorted
  const isDown = now?.startsWith('-') ?? false
  const isMine = now?.replace('-', '') === sort.replace('-', '')
  const Icon = isMine ? (isDown ? IconArrowDown : IconArrowUp) : IconArrowsSort
  return (
    <th className={`sortable ${side}`} aria-sort={isMine ? (isDown ? 'descending' : 'ascending') : undefined}>
      <Link to={{ search: changed(params, { sort: nextSort(now, sort) }).toString() }}>
        {name}
        <Icon size={14} aria-hidden />
      </Link>
    </th>
  )
}
