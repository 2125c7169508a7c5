import { NativeSelect } from '@mantine/core'

import type { ProductStatus } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'
import type { Part } from './part.ts'

const text = words.products

const statuses: ProductStatus[] = ['active', 'draft', 'archived']

export function StatusCard({ draft, set }: Part) {
  return (
    <Card title={text.edit.visibility}>
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
    </Card>
  )
}
