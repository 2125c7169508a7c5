import type { AddressInfo } from 'node:net'

import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { ok } from '#kernel/result'
import { resendMail, sendMail, writeMail, type MailDeps } from '#modules/notification'
import { markPaid } from '#modules/settlement'
import type { EventType } from '#platform/events'
import { command } from '#platform/db'
import { aProduct, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPlacedOrder, testShop } from '#testing/orders'
import { CODE_SECRET } from '#testing/value'
import { renderGiftCardMail, renderMail } from '../../mails/render.tsx'
import { smtpMailer } from './index.ts'

const shop = testDb()
const stoa = testShop(shop.db)

/** What the mail server answers to the next recipients; then it takes everything. */
let answers: ('greylist' | 'unknown' | 'hang up')[] = []
const inbox: ParsedMail[] = []

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onRcptTo: (_address, session, callback) => {
    const answer = answers.shift()
    if (answer === 'greylist') callback(Object.assign(new Error('Come back later'), { responseCode: 451 }))
    else if (answer === 'unknown') callback(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
    else if (answer === 'hang up')
      server.connections.forEach((connection) => connection.id === session.id && connection.close())
    else callback()
  },
  onData: (stream, _session, callback) => {
    void simpleParser(stream).then((mail) => {
      inbox.push(mail)
      callback()
    })
  },
})
server.on('error', () => {})

const world: { deps: MailDeps } = { deps: undefined as never }

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, { socketTimeout: 2000 })
  world.deps = depsWith(mailer)
  await anOpenShop(shop.db)
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
beforeEach(() => {
  answers = []
  inbox.length = 0
})

const depsWith = (mailer: MailDeps['mailer']): MailDeps => ({
  db: shop.db,
  clock: stoa.clock,
  renderMail,
  renderGiftCardMail,
  codeSecret: CODE_SECRET,
  pageUrl: (path) => `https://shop.example${path}`,
  mailer,
  origin: new URL('https://shop.example'),
  orderUrl: async (id) => `https://shop.example/orders/${id}.signed`,
})

async function anOrder(parts: { paymentMethod?: string } = {}) {
  const { variantIds } = await aProduct(shop.db, { title: 'Stoneware <mug> & saucer' })
  const [variantId] = variantIds
  if (!variantId) throw new Error('no variant')
  return aPlacedOrder(stoa, { lines: [[variantId, 2]], parts: { paymentMethod: 'bank_transfer', ...parts } })
}

const eventsOf = async (subjectId: string, type: EventType) => {
  const rows = await shop.db
    .selectFrom('events')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .where('type', '=', type)
    .execute()
  return rows.map(({ id, subject_id, data, actor, at }) => {
    return { id, type, subjectId: subject_id, data: data as Record<string, unknown>, actor, at }
  })
}

/** Writes the mail that an event asks for, and answers its row. */
async function written(orderId: string, type: EventType = 'order.confirmed', deps = world.deps) {
  const [event] = await eventsOf(orderId, type)
  if (!event) throw new Error(`no ${type}`)
  await writeMail(deps, event)
  return mailOf(event.id)
}

const mailOf = (eventId: number) =>
  shop.db.selectFrom('mails').selectAll().where('event_id', '=', eventId).executeTakeFirst()

const jobsOf = async (mailId: string) => {
  const { rows } = await shop.pool.query<{ run_at: Date }>(
    `select j.run_at from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'send_mail' and j.payload->>'mailId' = $1 order by j.run_at`,
    [mailId],
  )
  return rows
}

describe('a mail that an order asks for', () => {
  test('is written once, however often the listener runs', async () => {
    const { orderId } = await anOrder()
    const [event] = await eventsOf(orderId, 'order.confirmed')
    if (!event) throw new Error('no event')
    await Promise.all(Array.from({ length: 10 }, () => writeMail(world.deps, event)))
    const rows = await shop.db.selectFrom('mails').selectAll().where('order_id', '=', orderId).execute()
    expect(rows).toMatchObject([{ kind: 'confirmation', state: 'queued', to_email: 'ada@example.com' }])
    expect(await jobsOf(rows[0]?.id ?? '')).toHaveLength(1)
  })

  test('arrives once, readable in both forms, with the link to the order', async () => {
    const { orderId } = await anOrder()
    const mail = await written(orderId)
    await sendMail(world.deps, { mailId: mail?.id })
    await sendMail(world.deps, { mailId: mail?.id })

    expect(inbox).toHaveLength(1)
    const [got] = inbox
    expect(got?.subject).toMatch(/^Your order \d+ at /)
    expect(got?.messageId).toBe(`<${mail?.id}@shop.example>`)
    expect(got?.text).toContain(`https://shop.example/orders/${orderId}.signed`)
    expect(got?.text).toContain('2 × Stoneware <mug> & saucer')
    expect(String(got?.html)).toContain('Stoneware &lt;mug> &amp; saucer')
    expect(String(got?.html)).toContain(`href="https://shop.example/orders/${orderId}.signed"`)
    expect(await mailOf(mail?.event_id ?? 0)).toMatchObject({ state: 'sent', attempts: 1, error: null })
  })

  test('is kept when there is no mail server', async () => {
    const { orderId } = await anOrder()
    const mail = await written(orderId, 'order.confirmed', depsWith(null))
    expect(mail).toMatchObject({ state: 'kept' })
    expect(await jobsOf(mail?.id ?? '')).toEqual([])
  })

  test('tells of money only when staff have seen it', async () => {
    const { orderId } = await anOrder()
    await done(shop.db, (tx) => markPaid(tx, { orderId, actor: 'staff:ana', now: stoa.clock.now() }))
    expect(await written(orderId, 'payment.captured')).toMatchObject({ kind: 'paid' })
    const [event] = await eventsOf(orderId, 'payment.captured')
    if (!event) throw new Error('no event')
    await writeMail(world.deps, { ...event, id: 999_999, actor: 'system' })
    expect(await mailOf(999_999)).toBe(undefined)
  })
})

describe('a mail server that makes trouble', () => {
  test('which asks to come back later gets the mail later, once', async () => {
    const { orderId } = await anOrder()
    const mail = await written(orderId)
    answers = ['greylist']
    await sendMail(world.deps, { mailId: mail?.id })
    expect(await mailOf(mail?.event_id ?? 0)).toMatchObject({
      state: 'queued',
      attempts: 1,
      error: expect.stringContaining('451'),
    })
    expect(await jobsOf(mail?.id ?? '')).toHaveLength(2)

    await sendMail(world.deps, { mailId: mail?.id })
    expect(inbox).toHaveLength(1)
    expect(await mailOf(mail?.event_id ?? 0)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('which knows no such mailbox is not asked again, until staff say so', async () => {
    const { orderId } = await anOrder()
    const mail = await written(orderId)
    answers = ['unknown']
    await sendMail(world.deps, { mailId: mail?.id })
    expect(await mailOf(mail?.event_id ?? 0)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('No such mailbox'),
    })
    expect(await jobsOf(mail?.id ?? '')).toHaveLength(1)

    const id = mail?.id as Parameters<typeof resendMail>[1]
    expect(await command(shop.db, (tx) => resendMail(tx, id))).toEqual(ok(null))
    expect(await command(shop.db, (tx) => resendMail(tx, id))).toMatchObject({ refusal: { code: 'on_its_way' } })
    await sendMail(world.deps, { mailId: id })
    expect(inbox).toHaveLength(1)
  })

  test('which drops the line is tried again', async () => {
    const { orderId } = await anOrder()
    const mail = await written(orderId)
    answers = ['hang up']
    await sendMail(world.deps, { mailId: mail?.id })
    expect(await mailOf(mail?.event_id ?? 0)).toMatchObject({ state: 'queued', attempts: 1 })
    await sendMail(world.deps, { mailId: mail?.id })
    expect(inbox).toHaveLength(1)
  })

  test('which is not there is given up after a day', async () => {
    const { orderId } = await anOrder()
    const mail = await written(orderId)
    const deps = depsWith(smtpMailer('smtp://127.0.0.1:1'))
    for (let tries = 0; tries < 11; tries++) await sendMail(deps, { mailId: mail?.id })
    expect(await mailOf(mail?.event_id ?? 0)).toMatchObject({ state: 'queued', attempts: 11 })
    await sendMail(deps, { mailId: mail?.id })
    expect(await mailOf(mail?.event_id ?? 0)).toMatchObject({ state: 'failed', attempts: 12 })
  })

  test('a mail that is no more is no fault', async () => {
    await sendMail(world.deps, { mailId: newId<'mail'>() })
    expect(inbox).toEqual([])
  })
})
