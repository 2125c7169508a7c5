import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { createSecretBox } from './secret-box.ts'

const box = createSecretBox(randomBytes(32))

test('a secret comes out as it went in, and looks different each time', () => {
  const sealed = [box.seal('sk_live_1', 'row 1'), box.seal('sk_live_1', 'row 1')]
  expect(sealed[0]).not.toBe(sealed[1])
  expect(sealed.join()).not.toContain('sk_live')
  expect(sealed.map((one) => box.open(one, 'row 1'))).toEqual(['sk_live_1', 'sk_live_1'])
})

test('it opens for its own purpose and key only, and not when a bit of it was changed', () => {
  const sealed = box.seal('sk_live_1', 'row 1')
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(box.open(sealed, 'row 2')).toBeNull()
  expect(createSecretBox(randomBytes(32)).open(sealed, 'row 1')).toBeNull()
  expect(box.open(`v1.${bytes.toString('base64url')}`, 'row 1')).toBeNull()
  for (const wrong of ['', 'v1', 'v1.', 'v2' + sealed.slice(2), 'v1.AAAA']) expect(box.open(wrong, 'row 1')).toBeNull()
})
