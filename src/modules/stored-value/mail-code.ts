import { sql } from 'kysely'

import type { GiftCardId } from '#kernel/id'
import type { Db } from '#platform/db'
import { codeOf, writtenCode } from './code.ts'

/** What stands in a stored mail where its code will be: a mail that is kept tells nobody anything. */
export const codePlace = (id: GiftCardId): string => `{gift-card-code:${id}}`

const places = /\{gift-card-code:([0-9a-f-]{36})\}/g

/** The same text for people who look at a stored mail. */
export const hiddenCodes = (text: string): string => text.replaceAll(places, '•••• •••• •••• •••• ••••')

type Outgoing = Readonly<{ to: string; html: string; text: string }>

/**
 * A mail as it leaves: with the codes of cards that were made for this very address. Another address's code is never
 * filled in, whoever wrote its place into a text.
 */
export async function withCodes<Mail extends Outgoing>(
  { db, codeSecret }: Readonly<{ db: Db; codeSecret: string }>,
  mail: Mail,
): Promise<Mail> {
  const ids = [...mail.html.matchAll(places)].flatMap(([, id]) => id ?? [])
  if (ids.length === 0) return mail
  const rows = await db
    .selectFrom('gift_cards')
    .select(['id', 'code_version'])
    .where('id', 'in', ids)
    .where(sql<string>`lower(recipient_email)`, '=', mail.to.toLowerCase())
    .execute()
  const codes = new Map(
    rows.map(({ id, code_version: version }) => [id, writtenCode(codeOf(codeSecret, id as GiftCardId, version))]),
  )
  const filled = (text: string): string =>
    hiddenCodes(text.replaceAll(places, (place, id: string) => codes.get(id) ?? place))
  return { ...mail, html: filled(mail.html), text: filled(mail.text) }
}
