import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'

import { words } from '../messages/index.ts'
import { useListAddress } from './address.ts'

type Props = { total: number; page: number; pageSize: number }

export function Pager({ total, page, pageSize }: Props) {
  const { change } = useListAddress()
  const from = (page - 1) * pageSize + 1
  const to = Math.min(total, page * pageSize)
  const go = (next: number): void => change({ page: next === 1 ? null : String(next) })
  return (
    <div className="list-foot">
      <span className="num">{words.pages.of(from, to, total.toLocaleString('en'))}</span>
      {total <= pageSize ? null : (
        <div>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.pages.previous}
            disabled={page <= 1}
            onClick={() => go(page - 1)}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.pages.next}
            disabled={to >= total}
            onClick={() => go(page + 1)}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </div>
      )}
    </div>
  )
}
