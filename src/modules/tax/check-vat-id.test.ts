import { expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { checkVatId, TAX_SETTINGS, type VatAnswer, type VatRegister } from './index.ts'

const { db } = testDb()

/** A register that says what it is told to say. */
function aRegister(...answers: VatAnswer['state'][]) {
  const heard: { vatId: string; requester: string }[] = []
  const register: VatRegister = {
    name: 'test',
    ask: async (question) => {
      heard.push(question)
      const state = answers[Math.min(heard.length, answers.length) - 1] ?? 'unavailable'
      return { state, holderName: 'MOLEN B.V.', holderAddress: 'Kade 1', consultation: 'C-1', raw: { state } }
    },
  }
  return { register, heard }
}

function aClock(start = Date.parse('2026-03-01T12:00:00Z')) {
  let at = start
  return { now: () => new Date(at), forward: (minutes: number) => void (at += minutes * 60_000) }
}

test('an answer is kept as proof and holds for a day', async () => {
  await done(db, async (tx) =>
    ok(await saveSetting(tx, TAX_SETTINGS, { country: 'DE', vatId: 'DE136695976', whenSilent: 'charge' })),
  )
  const { register, heard } = aRegister('valid', 'invalid')
  const clock = aClock()
  const ask = () => checkVatId({ db, clock, register }, 'nl 004495445 b01')
  const first = await ask()
  expect(first).toMatchObject({ state: 'valid', holderName: 'MOLEN B.V.' })
  clock.forward(23 * 60)
  expect((await ask())?.id).toBe(first?.id)
  clock.forward(61)
  expect(await ask()).toMatchObject({ state: 'invalid' })

  expect(heard).toEqual([
    { vatId: 'NL004495445B01', requester: 'DE136695976' },
    { vatId: 'NL004495445B01', requester: 'DE136695976' },
  ])
  const kept = await db
    .selectFrom('vat_checks')
    .select(['state', 'consultation', 'answer'])
    .orderBy('checked_at')
    .execute()
  expect(kept).toEqual([
    { state: 'valid', consultation: 'C-1', answer: { state: 'valid' } },
    { state: 'invalid', consultation: 'C-1', answer: { state: 'invalid' } },
  ])
})

test('after a silence it is asked again, but not at every key that is pressed', async () => {
  const { register, heard } = aRegister('unavailable', 'valid')
  const clock = aClock()
  const ask = () => checkVatId({ db, clock, register }, 'ATU13585627')
  expect(await ask()).toMatchObject({ state: 'unavailable' })
  expect(await ask()).toMatchObject({ state: 'unavailable' })
  expect(heard).toHaveLength(1)
  clock.forward(1.1)
  expect(await ask()).toMatchObject({ state: 'valid' })
})

test('nobody is asked about what cannot be right, or what no register of the Union knows', async () => {
  const { register, heard } = aRegister('valid')
  for (const typed of ['DE000000000', 'GB980780684', '', 'nonsense'])
    expect(await checkVatId({ db, clock: aClock(), register }, typed)).toBeNull()
  expect(heard).toEqual([])
})
