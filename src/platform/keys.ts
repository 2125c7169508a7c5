import { createHmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'

/**
 * The shop's secret for signing links, 32 bytes, made once in the data folder and readable for its owner only.
 * Whoever copies the shop copies it along: without it all links in sent mails break.
 */
export async function signingKey(dataFolder: string): Promise<Buffer> {
  const file = path.join(dataFolder, 'keys', 'signing-key')
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeOnce(file, randomBytes(32).toString('base64url'))
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url')
  if (key.length !== 32) throw new Error(`${file} does not hold a key. Put the right one back from a backup.`)
  return key
}

/** Whole or not at all: who comes second, or in the middle, finds the first one's. */
async function writeOnce(file: string, text: string): Promise<void> {
  if (existsSync(file)) return
  const whole = `${file}.${randomBytes(4).toString('hex')}`
  const handle = await open(whole, 'wx', 0o600)
  await handle.writeFile(`${text}\n`)
  await handle.sync()
  await handle.close()
  await link(whole, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(whole)
}

/** A key for one purpose alone: whoever learns it learns nothing about the others. */
export const keyFor = (key: Buffer, purpose: string): string =>
  createHmac('sha256', key).update(purpose).digest('base64url')
