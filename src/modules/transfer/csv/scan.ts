import type { TextFile } from './text-file.ts'

/** Where one record lies: its bytes in the file, and the line a person would find it on. */
export type Span = Readonly<{ offset: number; length: number; line: number; broken: boolean }>

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d
const CHUNK = 1 << 20
/** A quote that is still open after so many bytes was never meant as one. */
const LONGEST_RECORD = 8 << 20

/**
 * Finds the records of a CSV file, in one pass and constant memory. Lines end with LF, CR LF or CR, also mixed; a
 * quoted cell may hold any of them. Where a quote is never closed, its line alone is handed out as broken and reading
 * goes on behind it. Own code, since a row must be found again by its bytes and named by its physical line, which
 * csv-parse tells for neither mixed line ends nor broken quotes.
 */
export async function* scan(file: TextFile, separator: string): AsyncGenerator<{ span: Span; text: string }> {
  const mark = separator.charCodeAt(0)
  let buffer = Buffer.alloc(0)
  let base = file.start
  let line = 1
  for (;;) {
    const atEnd = base + buffer.length >= file.size
    let position = 0
    while (position < buffer.length) {
      const record = recordAt(buffer, { position, mark, atEnd })
      if (record === null) break
      const text = buffer.toString('utf8', position, record.end)
      yield { span: { offset: base + position, length: record.end - position, line, broken: record.broken }, text }
      line += record.lines
      position = record.next
    }
    if (atEnd) return
    base += position
    buffer = Buffer.concat([buffer.subarray(position), await chunkAt(file, base + buffer.length - position)])
  }
}

async function chunkAt(file: TextFile, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, position)
  return buffer.subarray(0, bytesRead)
}

type Found = { end: number; next: number; lines: number; broken: boolean }
type From = { position: number; mark: number; atEnd: boolean }

/** The record that begins here, or null when the buffer does not hold the end of it. */
function recordAt(buffer: Buffer, { position, mark, atEnd }: From): Found | null {
  let cellStart = true
  let lines = 1
  for (let at = position; at < buffer.length; at++) {
    const byte = buffer[at]
    if (byte === QUOTE && cellStart) {
      const close = closingQuote(buffer, at + 1, atEnd)
      if (close === -1) return atEnd || buffer.length - position > LONGEST_RECORD ? firstLine(buffer, position) : null
      lines += lineBreaks(buffer, at, close)
      at = close
    } else if (byte === LF || byte === CR) {
      const next = lineEnd(buffer, at, atEnd)
      return next === null ? null : { end: at, next, lines, broken: false }
    }
    cellStart = byte === mark
  }
  return atEnd ? { end: buffer.length, next: buffer.length, lines, broken: false } : null
}

/** Two quotes in a row are one of the text. -1 when the cell does not end in what we have. */
function closingQuote(buffer: Buffer, from: number, atEnd: boolean): number {
  for (let at = buffer.indexOf(QUOTE, from); at !== -1; at = buffer.indexOf(QUOTE, at + 2)) {
    if (at + 1 === buffer.length) return atEnd ? at : -1
    if (buffer[at + 1] !== QUOTE) return at
  }
  return -1
}

function lineBreaks(buffer: Buffer, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    if (buffer[at] === LF || (buffer[at] === CR && buffer[at + 1] !== LF)) count += 1
  }
  return count
}

/** Behind the line end, or null when a CR is the last byte we have and LF may follow. */
function lineEnd(buffer: Buffer, at: number, atEnd: boolean): number | null {
  if (buffer[at] === LF) return at + 1
  if (at + 1 === buffer.length && !atEnd) return null
  return buffer[at + 1] === LF ? at + 2 : at + 1
}

function firstLine(buffer: Buffer, position: number): Found {
  let at = position
  while (at < buffer.length && buffer[at] !== LF && buffer[at] !== CR) at += 1
  return { end: at, next: lineEnd(buffer, at, true) ?? at, lines: 1, broken: true }
}
