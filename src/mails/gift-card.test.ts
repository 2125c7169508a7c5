import { sql } from 'kysely'
import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'

import { ok } from '#kernel/result'
import {
  giftCardMailFollows,
  sendMail,
  writeGiftCardMail,
  type MailDeps,
  type OutgoingMail,
} from '#modules/notification'
import { findGiftCard, replaceCode } from '#modules/stored-value'
import type { ShopEvent } from '#platform/events'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { testShop } from '#testing/orders'
import { aGiftCard, CODE_SECRET } from '#testing/value'
import { renderGiftCardMail, renderMail } from './render.tsx'

const { db } = testDb()
const { clock } = testShop(db)
const sent: OutgoingMail[] = []
const deps: MailDeps = {
  db,
  clock,
  renderMail,
  renderGiftCardMail,
  codeSecret: CODE_SECRET,
  origin: new URL('https://shop.example'),
  pageUrl: (path, language) => `https://shop.example${language === 'de' ? '/de' : ''}${path}`,
  orderUrl: async (id) => `https://shop.example/orders/${id}`,
  mailer: {
    send: async (mail) => {
      sent.push(mail)
      return ok(null)
    },
  },
}

/** What the job runner does with all that happened so far; everything twice, as it may. */
async function runJobs(): Promise<void> {
  const { rows } =
    await sql<ShopEvent>`select id, type, subject_id as "subjectId", data, actor, at from events order by id`.execute(
      db,
    )
  for (const event of [...rows, ...rows].filter(giftCardMailFollows)) await writeGiftCardMail(deps, event)
  const mails = await db.selectFrom('mails').select('id').execute()
  for (const { id } of [...mails, ...mails]) await sendMail(deps, { mailId: id })
}

const codeIn = (text: string): string => /([0-9A-Z]{4}-){4}[0-9A-Z]{4}/.exec(text)?.[0] ?? ''

test('one mail brings the card to whom it is for, with a code that is in no table of the shop', async () => {
  const recipientEmail = 'Eva@example.com'
  const { giftCardId } = await aGiftCard(db, { recipientEmail, language: 'de', note: 'Alles Gute, Eva!' })
  await aGiftCard(db)
  await runJobs()

  expect(sent).toHaveLength(1)
  const [mail] = sent
  if (!mail) throw new Error('no mail')
  expect(mail).toMatchObject({ to: recipientEmail, subject: expect.not.stringContaining('-') })
  expect(mail.text).toContain('Alles Gute, Eva!')
  expect(mail.text).toContain('https://shop.example/de/gift-card')
  const code = codeIn(mail.text)
  expect(mail.html).toContain(code)
  expect(await findGiftCard(deps, { code, address: '192.0.2.1' })).toMatchObject({ value: { giftCardId } })
  const report = new HtmlValidate({ extends: ['html-validate:standard'] }).validateStringSync(mail.html)
  expect(report.results).toEqual([])

  const { rows } = await sql<{ text: string }>`select to_jsonb(m)::text as text from mails m
    union all select to_jsonb(e)::text from events e
    union all select payload::text from graphile_worker._private_jobs`.execute(db)
  for (const { text } of rows) expect(text).not.toContain(code)
})

test('a mail that is sent again after the code was replaced brings the new one', async () => {
  sent.length = 0
  const { giftCardId } = await aGiftCard(db, { recipientEmail: 'tom@example.com' })
  await done(db, (tx) => replaceCode(tx, { giftCardId, codeSecret: CODE_SECRET, mailed: true, actor: 'test' }))
  await runJobs()
  expect(sent).toHaveLength(2)
  const codes = new Set(sent.map(({ text }) => codeIn(text)))
  expect(codes.size).toBe(1)
  expect(sent.some(({ text }) => text.includes('new code'))).toBe(true)
})
