import { describe, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { command, type Db } from '#platform/db'
import { testDb } from '#testing/db'
import { differenceOf } from './audit.ts'
import { claimOwner, ensureOwner, isOpenLink, makeOwnerLink } from './owner.ts'
import { weaknessOf } from './password.ts'
import { readSession, signOut } from './session.ts'
import { signIn } from './sign-in.ts'

const shop = testDb(20)

const at = (iso: string) => ({ now: () => new Date(iso) })
const monday = at('2026-03-02T09:00:00Z')
const password = 'a long walk by the sea'

const tries = (db: Db, count: number, tried: { password: string; address?: string; email?: string }) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      signIn(
        { db, clock: monday },
        {
          email: tried.email ?? 'ana@shop.test',
          password: tried.password,
          address: tried.address ?? `10.0.0.${index}`,
          previousToken: null,
        },
      ),
    ),
  )

describe('the first owner', () => {
  test('of twenty who open the link at once, one becomes the owner', async () => {
    const link = await command(shop.db, async (tx) => ok(await makeOwnerLink(tx, monday)))
    const token = link.ok ? (link.value ?? '') : ''
    expect(await isOpenLink({ db: shop.db, clock: monday }, token)).toBe(true)
    expect(await isOpenLink({ db: shop.db, clock: at('2026-03-10T09:00:00Z') }, token)).toBe(false)

    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        claimOwner({ db: shop.db, clock: monday }, token, {
          email: `Ana${index || ''}@shop.test`,
          password,
          name: 'Ana',
        }),
      ),
    )

    expect(claims.filter((claim) => claim.ok)).toHaveLength(1)
    const refusals = claims.flatMap((claim) => (claim.ok ? [] : [claim.refusal.code]))
    expect(new Set(refusals)).toEqual(new Set(['link_used']))
    const rows = await shop.db.selectFrom('staff').select(['role', 'email']).execute()
    expect(rows).toHaveLength(1)
    await shop.db.updateTable('staff').set({ email: 'ana@shop.test' }).execute()
  })

  test('a shop with an owner makes no more links, and needs no other owner', async () => {
    expect(await command(shop.db, async (tx) => ok(await makeOwnerLink(tx)))).toEqual({ ok: true, value: null })
    const other = { email: 'eve@shop.test', password }
    expect(await command(shop.db, (tx) => ensureOwner(tx, other))).toEqual({ ok: true, value: { made: false } })
  })

  test('a password that anybody would try first is refused', () => {
    expect(weaknessOf('short')).toMatchObject({ reason: 'short' })
    expect(weaknessOf('password1234')).toMatchObject({ reason: 'common' })
    expect(weaknessOf('aaaaaaaaaaaaaa')).toMatchObject({ reason: 'common' })
    expect(weaknessOf('stefania1234', 'stefania@shop.test')).toMatchObject({ reason: 'common' })
    expect(weaknessOf('Straße am Meer 🌊')).toBe(null)
  })
})

describe('signing in', () => {
  test('opens a session that ends after twelve quiet hours', async () => {
    const [entry] = await tries(shop.db, 1, { password })
    const token = entry?.ok ? entry.value.token : ''
    expect(token).toHaveLength(43)

    expect(await readSession(shop.db, token, at('2026-03-02T20:59:00Z'))).toMatchObject({ email: 'ana@shop.test' })
    expect(await readSession(shop.db, token, at('2026-03-03T08:58:00Z'))).toMatchObject({ role: 'owner' })
    expect(await readSession(shop.db, token, at('2026-03-03T20:59:00Z'))).toBe(null)
  })

  test('ends the session the browser held before', async () => {
    const [first] = await tries(shop.db, 1, { password })
    const before = first?.ok ? first.value.token : ''
    const ask = { email: ' ANA@shop.test', password, address: '10.0.0.1', previousToken: before }
    const second = await signIn({ db: shop.db, clock: monday }, ask)
    const after = second.ok ? second.value.token : ''

    expect(await readSession(shop.db, before, monday)).toBe(null)
    expect(await readSession(shop.db, after, monday)).not.toBe(null)
    await signOut(shop.db, after)
    expect(await readSession(shop.db, after, monday)).toBe(null)
    expect(await readSession(shop.db, 'guessed', monday)).toBe(null)
  })

  test('of a hundred wrong passwords at once, eight are looked at', async () => {
    const answers = await tries(shop.db, 100, { password: 'not the right one', address: '10.9.9.9' })
    const codes = answers.map((answer) => (answer.ok ? 'in' : answer.refusal.code))
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(8)
    expect(codes.filter((code) => code === 'too_many_tries')).toHaveLength(92)
  })

  test('then even the right one must wait, from there; from elsewhere the owner gets in', async () => {
    const [there] = await tries(shop.db, 1, { password, address: '10.9.9.9' })
    expect(there).toMatchObject({ ok: false, refusal: { code: 'too_many_tries', waitSeconds: 900 } })
    const [anonymous] = await tries(shop.db, 1, { password, email: 'nobody@shop.test' })
    expect(anonymous).toEqual({ ok: false, refusal: { code: 'wrong_credentials' } })
  })

  test('secrets are not in the database', async () => {
    const rows = await shop.db.selectFrom('staff').selectAll().execute()
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(JSON.stringify(await shop.db.selectFrom('audit_log').selectAll().execute())).not.toContain(password)
  })
})

test('the audit log keeps what differs', () => {
  expect(differenceOf({ title: 'Mug', slug: 'mug' }, { title: 'Cup', slug: 'mug' })).toEqual({
    before: { title: 'Mug' },
    after: { title: 'Cup' },
  })
})
