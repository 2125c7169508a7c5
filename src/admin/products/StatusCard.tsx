import { NativeSelect } from '@mantine/core'

import type { ProductStatus } from '../../admin-api/types.ts'
import { words } from '../messages/index.ts'
import type { Part } from './part.ts'

const text = words.products

const statuses: ProductStatus[] = ['active', 'draft', 'archived']

export function StatusCard({ draft, set }: Part) {
  return (
    <section className="card" aria-labelledby="visibility">
      <header>
        <h2 id="visibility">{text.edit.visibility}</h2>
      </header>
      <div className="body">
        <NativeSelect
          aria-label={text.edit.statusLabel}
          value={draft.status}
          data={statuses.map((value) => ({ value, label: text.status[value] }))}
          onChange={(event) => {
            const status = statuses.find((one) => one === event.currentTarget.value)
            if (status) set({ status })
          }}
        />
        <p className="soft small">{text.statusHints[draft.status]}</p>
      </div>
    </section>
  )
}
