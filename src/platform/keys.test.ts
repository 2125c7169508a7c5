import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { keyFor, signingKey } from './keys.ts'

function aDataFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stoa-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('the key is made once, also by two at the same time, and is nobody else’s to read', async () => {
  const folder = aDataFolder()
  const [one, two] = await Promise.all([signingKey(folder), signingKey(folder)])
  expect(one).toEqual(two)
  expect(await signingKey(folder)).toEqual(one)
  expect(statSync(path.join(folder, 'keys/signing-key')).mode & 0o777).toBe(0o600)
  expect(keyFor(one, 'links')).not.toBe(keyFor(one, 'webhooks'))
})

test('a damaged key stops the start instead of breaking every link in silence', async () => {
  const folder = aDataFolder()
  await signingKey(folder)
  writeFileSync(path.join(folder, 'keys/signing-key'), 'short\n')
  await expect(signingKey(folder)).rejects.toThrow('does not hold a key')
})
