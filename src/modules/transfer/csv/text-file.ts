import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** A file that can be read as UTF-8 bytes from `start` on, whatever it was written in. */
export type TextFile = Readonly<{
  handle: FileHandle
  encoding: Encoding
  /** SHA-256 of the file as it lies on disk: what a resumed run is known by. */
  hash: string
  /** Where the words begin: after the byte order mark. */
  start: number
  size: number
  close: () => Promise<void>
}>

/**
 * Opens a file of unknown encoding. What is not UTF-8 is copied as UTF-8 into a temporary file first, so that every
 * row has a byte position to come back to.
 */
export async function openTextFile(file: string): Promise<TextFile> {
  const { encoding, hash } = await inspect(file)
  if (encoding === 'utf-8') return opened(file, encoding, hash)
  const copy = path.join(tmpdir(), `stoa-import-${randomUUID()}.csv`)
  const decoder = new TextDecoder(encoding)
  try {
    await pipeline(
      createReadStream(file),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
        yield decoder.decode()
      },
      createWriteStream(copy, { mode: 0o600 }),
    )
    return await opened(copy, encoding, hash, () => rm(copy, { force: true }))
  } catch (error) {
    await rm(copy, { force: true })
    throw error
  }
}

async function opened(file: string, encoding: Encoding, hash: string, after?: () => Promise<void>): Promise<TextFile> {
  const handle = await open(file, 'r')
  const { size } = await handle.stat()
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0)
  const start = bytesRead === 3 && buffer.equals(utf8Mark) ? 3 : 0
  const close = async () => {
    await handle.close()
    await after?.()
  }
  return { handle, encoding, hash, start, size, close }
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf])

/** By the byte order mark, else UTF-8 when every byte agrees, else what Excel writes in Western Europe. */
async function inspect(file: string): Promise<{ encoding: Encoding; hash: string }> {
  const hash = createHash('sha256')
  const strict = new TextDecoder('utf-8', { fatal: true })
  let first = true
  let marked: Encoding | null = null
  let valid = true
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = chunk
    hash.update(bytes)
    if (first) marked = byMark(bytes)
    first = false
    if (marked === null && valid) valid = decodes(strict, bytes)
  }
  if (marked === null && valid) valid = decodes(strict)
  return { encoding: marked ?? (valid ? 'utf-8' : 'windows-1252'), hash: hash.digest('hex') }
}

function byMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

function decodes(strict: TextDecoder, bytes?: Buffer): boolean {
  try {
    strict.decode(bytes, { stream: bytes !== undefined })
    return true
  } catch {
    return false
  }
}
