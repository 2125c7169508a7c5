import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import type { Page } from '../../admin-api/types.ts'
import { Pager } from './Pager.tsx'
import { Problem } from './Problem.tsx'
import { Waiting } from './Waiting.tsx'

type Props<Row> = {
  label: string
  of: UseQueryResult<Page<Row>>
  /** Views, search, filters. */
  tools?: ReactNode
  hint?: ReactNode
  /** What stands there when there are no rows. */
  empty: ReactNode
  /** How it looks beside the usual: a row as a card on phones. */
  look?: string
  children: (rows: readonly Row[]) => ReactNode
}

/** A list and all that it can be: being read, unreadable, empty, a page of many. */
export function List<Row>({ label, of, tools, hint, empty, look = 'as-cards', children }: Props<Row>) {
  const page = of.data
  return (
    <section
      className={`list ${look}${of.isPlaceholderData ? ' busy' : ''}`}
      aria-label={label}
      aria-busy={of.isFetching}
    >
      {tools}
      {hint ? <p className="list-hint soft">{hint}</p> : null}
      {of.isError ? <Problem of={of} /> : null}
      {of.isPending ? <Waiting /> : null}
      {page && page.rows.length === 0 ? empty : null}
      {page && page.rows.length > 0 ? (
        <>
          {children(page.rows)}
          <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
        </>
      ) : null}
    </section>
  )
}
