import { expect, test } from 'vitest'

import { isPublicAddress } from './public-address.ts'

test.each([
  '::7f00:1',
  '::127.0.0.1',
  '::ffff:0:7f00:1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
  'fec0::1',
  'fe80::1%eth0',
  'fd00::1',
  '5f00::1',
  '3fff::1',
  '4000::1',
  '::',
])('%s is not on the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['2606:4700:4700::1111', '2a00:1450:4001:810::200e', '64:ff9b::808:808', '::ffff:8.8.8.8', '8.8.8.8'])(
  '%s is',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)
