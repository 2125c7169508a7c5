import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { codeOf, hashOf, hintOf, readCode, writtenCode } from './code.ts'

const secret = 'a secret'
const aCode = () => codeOf(secret, newId<'gift_card'>(), 1)

test('a code is read however it is written', () => {
  const code = aCode()
  const written = writtenCode(code)
  expect(written).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
  const sloppy = ` ${written.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' – ')} `
  expect([written, code, sloppy].map(readCode)).toEqual([code, code, code])
  expect(hintOf(code)).toBe(written.slice(-4))
})

test('every single wrong character and every swap of neighbors is noticed', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const code = aCode()
  for (let at = 0; at < code.length; at += 1) {
    for (const letter of letters) {
      const wrong = code.slice(0, at) + letter + code.slice(at + 1)
      expect(readCode(wrong)).toBe(letter === code[at] ? code : null)
    }
    const [a = '', b = ''] = code.slice(at, at + 2)
    const swapped = code.slice(0, at) + b + a + code.slice(at + 2)
    if (a !== b && b !== '') expect(readCode(swapped)).toBeNull()
  }
})

test('what is no code is none, whatever it is', () => {
  const odd = ['', ' ', 'x', aCode().slice(1), `${aCode()}0`, '🎁'.repeat(20), 'U'.repeat(20), `\0${aCode()}`]
  expect(odd.map(readCode)).toEqual(odd.map(() => null))
})

test('a card has the same code whenever it is made again, and another one after it was replaced', () => {
  const id = newId<'gift_card'>()
  expect(codeOf(secret, id, 1)).toBe(codeOf(secret, id, 1))
  expect(codeOf(secret, id, 2)).not.toBe(codeOf(secret, id, 1))
  expect(codeOf('another secret', id, 1)).not.toBe(codeOf(secret, id, 1))
  expect(hashOf(secret, codeOf(secret, id, 1))).not.toEqual(hashOf('another secret', codeOf(secret, id, 1)))
})

test('codes use all characters alike and none comes twice', () => {
  const codes = Array.from({ length: 4000 }, aCode)
  expect(new Set(codes).size).toBe(4000)
  const counts = Map.groupBy(codes.join(''), (letter) => letter)
  expect(counts.size).toBe(32)
  for (const [, all] of counts) expect(Math.abs(all.length - 2500)).toBeLessThan(350)
})
