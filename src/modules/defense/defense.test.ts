import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { verdictOn, type Seen } from './defense.ts'
import { challengeFor, checkProof, PATIENCE_MS } from './proof.ts'
import { rangeOf } from './store.ts'

const calm: Seen = {
  own: { open: 1, declined: 0, passed: 0 },
  range: { declined: 0, passed: 0 },
  worstCard: 0,
  shop: { decided: 0, declined: 0 },
}
const own = (declined: number): Seen => ({ ...calm, own: { ...calm.own, declined } })
const storm = { decided: 50, declined: 16 }

describe('who may try to pay', () => {
  test.each([
    ['nobody was here before', calm, 'pass'],
    ['two typing mistakes', own(2), 'pass'],
    ['a third one', own(3), 'prove'],
    ['five declines', own(5), 'refuse'],
    ['an office of ten that all pay at once', { ...calm, own: { open: 10, declined: 0, passed: 9 } }, 'pass'],
    ['eleven open pages', { ...calm, own: { open: 11, declined: 0, passed: 0 } }, 'prove'],
    ['a card that was declined all over', { ...calm, worstCard: 5 }, 'refuse'],
    ['a range where everybody pays but a few', { ...calm, range: { declined: 15, passed: 200 } }, 'pass'],
    ['a range where hardly anybody pays', { ...calm, range: { declined: 15, passed: 7 } }, 'refuse'],
    ['a good night', { ...calm, shop: { decided: 500, declined: 150 } }, 'pass'],
    ['too few to tell', { ...calm, shop: { decided: 49, declined: 49 } }, 'pass'],
    ['a storm', { ...calm, shop: storm }, 'prove'],
    ['a typing mistake in a storm', { ...own(1), shop: storm }, 'prove'],
    ['two declines in a storm', { ...own(2), shop: storm }, 'refuse'],
  ] as const)('%s: %#', (_what, seen, verdict) => expect(verdictOn(seen)).toBe(verdict))

  test('ranges', () => {
    expect(rangeOf('203.0.113.9')).toBe('203.0.113')
    expect(rangeOf('2001:db8:1:2')).toBe('2001:db8:1')
  })
})

describe('the proof', () => {
  const now = new Date('2026-05-04T10:00:00Z')
  const later = (ms: number): Date => new Date(now.getTime() + ms)
  const { text, bits } = challengeFor('secret', 'cart', now)

  function solve(): string {
    for (let answer = 0; ; answer++) {
      const hash = createHash('sha256').update(`${text}:${answer}`).digest('hex')
      if (BigInt(`0x${hash}`) >> BigInt(256 - bits) === 0n) return String(answer)
    }
  }

  test('counts for work, and for patience', () => {
    expect(checkProof('secret', 'cart', { challenge: text, answer: solve(), now })).toMatchObject({ by: 'work' })
    const waited = { challenge: text, answer: 'wait', now: later(PATIENCE_MS) }
    expect(checkProof('secret', 'cart', waited)).toMatchObject({ by: 'patience' })
  })

  test('does not count without either, for another cart, from another shop, or late', () => {
    const answer = solve()
    const wrong = String(Number(answer) + 1)
    expect(checkProof('secret', 'cart', { challenge: text, answer: wrong, now })).toBeNull()
    expect(checkProof('secret', 'cart', { challenge: text, answer: 'wait', now: later(PATIENCE_MS - 1) })).toBeNull()
    expect(checkProof('secret', 'other', { challenge: text, answer, now })).toBeNull()
    expect(checkProof('other', 'cart', { challenge: text, answer, now })).toBeNull()
    expect(checkProof('secret', 'cart', { challenge: text, answer, now: later(600_001) })).toBeNull()
    const easy = text.replace(`${bits}.`, '1.')
    expect(checkProof('secret', 'cart', { challenge: easy, answer: '0', now })).toBeNull()
    for (const odd of ['', '-1', '1e3', ' 1'])
      expect(checkProof('secret', 'cart', { challenge: text, answer: odd, now })).toBeNull()
  })
})
