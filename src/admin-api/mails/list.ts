import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'

import { hiddenCodes } from '#modules/stored-value'
import type { Db } from '#platform/db'
import { pageNumber, searchText } from '../listing.ts'
import type { MailDetail, MailRow, MailState, MailView, Page } from '../types.ts'

const views = ['all', 'kept', 'queued', 'sent', 'failed'] as const satisfies MailView[]

export const mailListQuery = z.strictObject({
  view: z.enum(views).default('all'),
  search: searchText,
  page: pageNumber,
})

const PAGE_SIZE = 50

function searched(search: string): Expression<SqlBool> {
  if (search === '') return sql<SqlBool>`true`
  const part = `%${search.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`(lower(to_email) like ${part} or lower(subject) like ${part})`
}

/** One page of mails, the newest first, without their bodies. */
export async function listMails(
  db: Db,
  { view, search, page }: z.output<typeof mailListQuery>,
): Promise<Page<MailRow>> {
  const wanted = db
    .selectFrom('mails')
    .where(searched(search))
    .$if(view !== 'all', (query) => query.where('mails.state', '=', view))
  const { total } = await wanted.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .leftJoin('orders', 'orders.id', 'mails.order_id')
    .select(['mails.id', 'kind', 'to_email', 'subject', 'mails.state', 'created_at', 'order_id', 'orders.number'])
    .orderBy('created_at', 'desc')
    .orderBy('mails.id', 'desc')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return { rows: rows.map(rowOf), total, page, pageSize: PAGE_SIZE }
}

type Row = {
  id: string
  kind: string
  to_email: string
  subject: string
  state: string
  created_at: Date
  order_id: string | null
  number: number | null
}

const rowOf = (row: Row): MailRow => ({
  id: row.id,
  kind: row.kind,
  to: row.to_email,
  subject: row.subject,
  state: row.state as MailState,
  at: row.created_at.toISOString(),
  orderId: row.order_id,
  orderNumber: row.number,
})

export async function readMail(db: Db, id: string): Promise<Omit<MailDetail, 'canResend'> | null> {
  const row = await db
    .selectFrom('mails')
    .leftJoin('orders', 'orders.id', 'mails.order_id')
    .select(['mails.id', 'kind', 'to_email', 'subject', 'mails.state', 'created_at', 'order_id', 'orders.number'])
    .select(['text', 'mails.language', 'error', 'attempts', 'sent_at'])
    .where('mails.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { text, language, error, attempts, sent_at } = row
  return { ...rowOf(row), text: hiddenCodes(text), language, error, attempts, sentAt: sent_at?.toISOString() ?? null }
}
