import { TextInput } from '@mantine/core'
import type { Dispatch, SetStateAction } from 'react'

import { words } from '../messages/index.ts'
import { type Draft, saleWindow, withWindow } from './draft.ts'

const text = words.products.edit

/** `2026-03-04T10:00:00Z` → what a field for local time holds. */
function localOf(iso: string | null): string {
  if (iso === null) return ''
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

const instantOf = (local: string): string | null => (local === '' ? null : new Date(local).toISOString())

type Props = { draft: Draft; listId: string; change: Dispatch<SetStateAction<Draft>> }

export function SaleWindow({ draft, listId, change }: Props) {
  const { saleStartsAt, saleEndsAt } = saleWindow(draft, listId)
  return (
    <div>
      <div className="fields two">
        <TextInput
          type="datetime-local"
          label={text.saleFrom}
          value={localOf(saleStartsAt)}
          onChange={(event) => {
            const at = instantOf(event.currentTarget.value)
            change((old) => withWindow(old, listId, { saleStartsAt: at }))
          }}
        />
        <TextInput
          type="datetime-local"
          label={text.saleTo}
          value={localOf(saleEndsAt)}
          onChange={(event) => {
            const at = instantOf(event.currentTarget.value)
            change((old) => withWindow(old, listId, { saleEndsAt: at }))
          }}
        />
      </div>
      <p className="soft small">{text.saleHint}</p>
    </div>
  )
}
