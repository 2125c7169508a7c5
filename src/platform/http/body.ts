import type { z } from 'zod'

import type { RefusedStatus } from './face.ts'
import type { Ask, Problem, Route } from './route.ts'

const MAX_BYTES = 64 * 1024
const MAX_FIELDS = 500
const MAX_DEPTH = 20

export type Read = { ok: true; value: unknown } | { ok: false; status: RefusedStatus; message: string }

/** Reads the body as its content type says: a form, JSON, or bytes as they are. */
export async function readBody(c: Ask, route: Route): Promise<Read> {
  if (route.body === null) return { ok: true, value: null }
  const bytes = await readBytes(c, route.maxBytes ?? MAX_BYTES)
  if (!bytes) return { ok: false, status: 413, message: 'That is too much at once.' }
  if (route.body === 'raw') return { ok: true, value: bytes }
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return formFields(bytes)
  if (type === 'application/json') return json(bytes)
  return { ok: false, status: 415, message: 'Send a form or JSON.' }
}

async function readBytes(c: Ask, limit: number): Promise<Buffer | null> {
  const announced = Number(c.req.header('content-length') ?? 0)
  if (announced > limit) return null
  if (!c.req.raw.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of c.req.raw.body) {
    size += chunk.byteLength
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A field that comes twice becomes a list, which a schema for one value refuses. */
function formFields(bytes: Buffer): Read {
  const text = utf8(bytes)
  if (text === null) return malformed
  const fields: Record<string, string | string[]> = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > MAX_FIELDS) return { ok: false, status: 413, message: 'That is too much at once.' }
    const known = fields[name]
    fields[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value]
  }
  return { ok: true, value: { ...fields } }
}

function json(bytes: Buffer): Read {
  const text = utf8(bytes)
  if (text === null) return malformed
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return malformed
  }
}

const malformed: Read = { ok: false, status: 400, message: 'That could not be read.' }

function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** No form of ours asks for NUL, for half characters (PostgreSQL keeps neither), or for nests without end. */
function isUnfit(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (value === null || typeof value !== 'object') return false
  return depth > MAX_DEPTH || Object.entries(value).some(([k, v]) => isUnfit(k) || isUnfit(v, depth + 1))
}

export type Parsed = { ok: true; value: unknown } | { ok: false; problems: Problem[] }

export function parse(schema: z.ZodType | null, value: unknown): Parsed {
  if (!schema) return { ok: true, value: null }
  if (isUnfit(value)) return { ok: false, problems: [{ path: '', message: 'That holds a character we cannot keep.' }] }
  const result = schema.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, problems: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
}
