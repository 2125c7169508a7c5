import { expect, test } from 'vitest'

import { epcLines, type Transfer } from './epc.ts'
import { qrCodePng } from './qr-code.ts'

const transfer = (words: Partial<Transfer> = {}): Transfer => ({
  holder: 'Halden & Birch Töpferei',
  iban: 'DE02 1203 0000 0000 2020 51',
  bic: 'BYLADEM1001',
  amount: 12_345,
  reference: '1042',
  ...words,
})

test('each line is what the guideline says it is', () => {
  expect(epcLines(transfer())).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    'BYLADEM1001',
    'Halden & Birch Töpferei',
    'DE02120300000000202051',
    'EUR123.45',
    '',
    '',
    '1042',
  ])
})

test.each([
  [1, 'EUR0.01'],
  [100, 'EUR1.00'],
  [1_999, 'EUR19.99'],
  [99_999_999_999, 'EUR999999999.99'],
])('%d cents are %s', (amount, line) => {
  expect(epcLines(transfer({ amount }))?.[7]).toBe(line)
})

test.each([0, -1, 1.5, 100_000_000_000, Number.NaN])('there is no code for %d cents', (amount) => {
  expect(epcLines(transfer({ amount }))).toBeNull()
})

test('nothing that is typed becomes a line of its own, and nothing is longer than allowed', () => {
  const lines = epcLines(transfer({ holder: `Eva\nEUR999.99\r${'x'.repeat(100)}`, reference: '7\n\nEUR1.00' }))
  expect(lines).toHaveLength(11)
  expect(lines?.[5]).toHaveLength(70)
  expect(lines?.[10]).toBe('7 EUR1.00')
  expect(lines?.slice(7, 10)).toEqual(['EUR123.45', '', ''])
})

test('a bank that is not told or told wrongly is left out; without an account or a name there is no code', () => {
  expect(epcLines(transfer({ bic: '' }))?.[4]).toBe('')
  expect(epcLines(transfer({ bic: 'nonsense!' }))?.[4]).toBe('')
  expect(epcLines(transfer({ iban: '' }))).toBeNull()
  expect(epcLines(transfer({ iban: 'DE02' }))).toBeNull()
  expect(epcLines(transfer({ holder: ' ' }))).toBeNull()
})

test('the code holds at most 331 bytes', () => {
  expect(epcLines(transfer({ holder: 'ü'.repeat(70), reference: 'ü'.repeat(140) }))).toBeNull()
})

test('the picture is a square PNG', async () => {
  const png = await qrCodePng(epcLines(transfer())?.join('\n') ?? '')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(png.readUInt32BE(20))
  expect(png.readUInt32BE(16)).toBeGreaterThan(150)
})
