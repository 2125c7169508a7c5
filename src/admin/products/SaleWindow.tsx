import type { Dispatch, SetStateAction } from 'react'

import { InstantInput } from '../components/InstantInput.tsx'
import { words } from '../messages/index.ts'
import { type Draft, saleWindow, withWindow } from './draft.ts'

const text = words.products.edit

type Props = { draft: Draft; listId: string; change: Dispatch<SetStateAction<Draft>> }

export function SaleWindow({ draft, listId, change }: Props) {
  const { saleStartsAt, saleEndsAt } = saleWindow(draft, listId)
  return (
    <div>
      <div className="fields two">
        <InstantInput
          label={text.saleFrom}
          value={saleStartsAt}
          onChange={(at) => change((old) => withWindow(old, listId, { saleStartsAt: at }))}
        />
        <InstantInput
          label={text.saleTo}
          value={saleEndsAt}
          onChange={(at) => change((old) => withWindow(old, listId, { saleEndsAt: at }))}
        />
      </div>
      <p className="soft small">{text.saleHint}</p>
    </div>
  )
}
