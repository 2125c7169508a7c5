import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { command } from '#platform/db'
import { aMarket, done } from '#testing/builders'
import { aCustomer, aGroup, aLink, aSession, SIGN_IN_SECRET } from '#testing/customers'
import { testDb } from '#testing/db'
import { aClock } from '#testing/orders'
import {
  askForLink,
  customerOfSession,
  deleteGroup,
  ensureCustomer,
  findCustomerByEmail,
  linkTokenOf,
  listCustomers,
  readGroups,
  readLink,
  renewSession,
  saveCustomer,
  saveGroup,
  sessionTokenOf,
  signInBy,
  signOutCustomer,
  tidyCustomers,
  type LinkToken,
} from './index.ts'

const { db } = testDb()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const address = () => `ada-${newId().slice(-12)}@example.com`

describe('a customer', () => {
  test('is one person, however the address is written', async () => {
    const email = address()
    const known = await aCustomer(db, { email: `  ${email.toUpperCase()} ` })
    expect(known.email).toBe(email)
    expect((await findCustomerByEmail(db, ` ${email.toUpperCase()}`))?.id).toBe(known.id)
    const again = await command(db, (tx) =>
      saveCustomer(tx, { email: email.toUpperCase(), name: '', groupId: null, actor: 'test' }),
    )
    expect(again).toEqual({ ok: false, refusal: { code: 'email_taken' } })
  })

  test('is made once, by twenty at the same time', async () => {
    const email = address()
    const made = await Promise.all(
      Array.from({ length: 20 }, () =>
        done(db, async (tx) => ({ ok: true, value: await ensureCustomer(tx, email) }) as const),
      ),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  })

  test('is saved by one of two who edit the same version', async () => {
    const { id } = await aCustomer(db)
    const groupId = await aGroup(db, 'wholesale')
    const save = (name: string, more: object = {}) =>
      command(db, (tx) =>
        saveCustomer(tx, { known: { id, version: 1 }, email: address(), name, groupId, actor: 'test', ...more }),
      )
    const results = await Promise.all(['A', 'B', 'C'].map((name) => save(name)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
    expect((await listCustomers(db, { id, limit: 1, offset: 0 })).customers).toMatchObject([
      { groupCode: 'wholesale', version: 2 },
    ])
    expect(await save('D', { known: { id: newId(), version: 1 } })).toMatchObject({ refusal: { code: 'not_found' } })
    const unknown = await save('E', { known: { id, version: 2 }, groupId: newId() })
    expect(unknown).toMatchObject({ refusal: { code: 'unknown_group' } })
  })

  test('is found by a part of address or name, and by group', async () => {
    const groupId = await aGroup(db)
    const grace = await aCustomer(db, { name: 'Grace Hopper 100%', groupId })
    const find = async (query: string) =>
      (await listCustomers(db, { query, limit: 50, offset: 0 })).customers.map(({ id }) => id)
    expect(await find('hopper 100%')).toEqual([grace.id])
    expect(await find(grace.email.slice(0, -4))).toEqual([grace.id])
    expect(await find('%hopp_r%')).toEqual([])
    expect((await listCustomers(db, { groupId, limit: 5, offset: 0 })).total).toBe(1)
  })
})

describe('a group', () => {
  test('has a code of its own, and goes only when it is empty', async () => {
    const groupId = await aGroup(db, 'trade')
    expect(await command(db, (tx) => saveGroup(tx, { code: 'trade', name: 'Trade' }))).toMatchObject({
      refusal: { code: 'code_taken' },
    })
    await aCustomer(db, { groupId })
    expect((await readGroups(db)).find(({ id }) => id === groupId)).toMatchObject({ customers: 1, lists: 0 })
    expect(await command(db, (tx) => deleteGroup(tx, groupId))).toMatchObject({ refusal: { code: 'in_use' } })
    const empty = await aGroup(db)
    expect(await command(db, (tx) => deleteGroup(tx, empty))).toMatchObject({ ok: true })
    expect(await command(db, (tx) => deleteGroup(tx, empty))).toMatchObject({ refusal: { code: 'not_found' } })
  })

  test('is saved by one of two who edit the same version', async () => {
    const id = await aGroup(db)
    const save = (code: string, version = 1) =>
      command(db, (tx) => saveGroup(tx, { known: { id, version }, code, name: 'G' }))
    expect(await save('first-code')).toMatchObject({ ok: true })
    expect(await save('second-code')).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
  })
})

describe('a personal link', () => {
  const enter = (token: LinkToken, clock = aClock()) => signInBy({ db, clock }, { token, previous: null })

  test('signs in once, of twenty who use it at the same time one', async () => {
    const email = address()
    const token = await aLink(db, email)
    const entered = await Promise.all(Array.from({ length: 20 }, () => enter(token)))
    expect(entered.filter(({ ok }) => ok)).toHaveLength(1)
    expect(entered.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'link_used' } })
    expect(await findCustomerByEmail(db, email)).toMatchObject({ email })
  })

  test('is good for thirty minutes, and an older one is worth nothing once there is a newer', async () => {
    const email = address()
    const clock = aClock()
    const older = await aLink(db, email, clock)
    const newer = await aLink(db, email, clock)
    expect(await enter(older, clock)).toMatchObject({ refusal: { code: 'link_used' } })
    clock.forward(30 * MINUTE)
    expect(await enter(newer, clock)).toMatchObject({ refusal: { code: 'link_used' } })
    const good = await aLink(db, email, clock)
    clock.forward(29 * MINUTE)
    expect(await enter(good, clock)).toMatchObject({ ok: true })
  })

  test('stands nowhere in the database: only its hash does', async () => {
    const email = address()
    const token = await aLink(db, email)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const row = await db.selectFrom('customer_links').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
    expect(row.token_hash).toEqual(createHash('sha256').update(token).digest())
    const events = await db.selectFrom('events').selectAll().where('subject_id', '=', row.id).execute()
    expect(events.map(({ type }) => type)).toEqual(['customer.link_asked'])
    expect(JSON.stringify([row, events])).not.toContain(token)
    expect(await readLink({ db, clock: aClock(), secret: 'another shop' }, row.id)).not.toMatchObject({ token })
  })

  test('comes five times in a quarter of an hour, not more, and nobody is told', async () => {
    const { id: marketId } = await aMarket(db)
    const clock = aClock()
    const email = address()
    const ask = (from = '203.0.113.7') =>
      askForLink({ db, clock, secret: SIGN_IN_SECRET }, email, { language: 'en', marketId, address: from })
    const asked = await Promise.all(Array.from({ length: 12 }, () => ask()))
    expect(asked.filter(Boolean)).toHaveLength(5)
    clock.forward(15 * MINUTE + 1000)
    expect(await ask()).toBe(true)
  })

  test('cannot be guessed into being: other text is none', async () => {
    expect(['', 'x', `${'A'.repeat(43)}x`, "' or 1=1"].map(linkTokenOf)).toEqual([null, null, null, null])
    const invented = linkTokenOf('A'.repeat(43))
    expect(invented && (await enter(invented))).toMatchObject({ refusal: { code: 'link_used' } })
  })
})

describe('a session', () => {
  test('is known by a hash, and by nothing else', async () => {
    const { token, customerId } = await aSession(db, address())
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect((await customerOfSession(db, token, new Date()))?.id).toBe(customerId)
    const rows = await db.selectFrom('customer_sessions').selectAll().where('customer_id', '=', customerId).execute()
    expect(rows.map((row) => row.token_hash)).toEqual([createHash('sha256').update(token).digest()])
    expect(['', 'x', `${token}x`].map(sessionTokenOf)).toEqual([null, null, null])
  })

  test('ends after thirty quiet days, and lives on while it is used', async () => {
    const clock = aClock()
    const { token } = await aSession(db, address(), clock)
    const look = async () => (await customerOfSession(db, token, clock.now())) !== null
    clock.forward(29 * DAY)
    expect(await look()).toBe(true)
    clock.forward(29 * DAY)
    expect(await look()).toBe(true)
    clock.forward(30 * DAY)
    expect(await look()).toBe(false)
    await tidyCustomers(db, clock.now())
    expect(await db.selectFrom('customer_sessions').selectAll().execute()).toEqual([])
  })

  test('gets a fresh token after a day, once, and the old one ends soon', async () => {
    const clock = aClock()
    const { token, customerId } = await aSession(db, address(), clock)
    expect(await renewSession(db, token, clock.now())).toBeNull()
    clock.forward(DAY)
    const renewed = await Promise.all(Array.from({ length: 20 }, () => renewSession(db, token, clock.now())))
    const [fresh, ...more] = renewed.filter((each) => each !== null)
    expect(more).toEqual([])
    const holder = async (each = token) => (await customerOfSession(db, each, clock.now()))?.id
    expect(await holder()).toBe(customerId)
    clock.forward(2 * 60 * MINUTE)
    expect([await holder(), await holder(fresh)]).toEqual([undefined, customerId])
  })

  test('ends when staff write another address, and not when they write another name', async () => {
    const { token, customerId: id } = await aSession(db, address())
    const customer = await customerOfSession(db, token, new Date())
    const save = (version: number, email: string) =>
      done(db, (tx) => saveCustomer(tx, { known: { id, version }, email, name: 'Ada', groupId: null, actor: 'test' }))
    await save(1, customer?.email ?? '')
    expect(await customerOfSession(db, token, new Date())).not.toBeNull()
    await save(2, address())
    expect(await customerOfSession(db, token, new Date())).toBeNull()
  })

  test('ends with signing out, and with signing in anew in the same browser', async () => {
    const email = address()
    const { token } = await aSession(db, email)
    const entered = await signInBy({ db, clock: aClock() }, { token: await aLink(db, email), previous: token })
    expect(await customerOfSession(db, token, new Date())).toBeNull()
    if (!entered.ok) throw new Error('not in')
    const { session } = entered.value
    await done(db, async (tx) => ({ ok: true, value: await signOutCustomer(tx, session) }) as const)
    expect(await customerOfSession(db, session, new Date())).toBeNull()
  })
})
