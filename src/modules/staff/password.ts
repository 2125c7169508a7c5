import { randomBytes } from 'node:crypto'

import { hash, verify } from '@node-rs/argon2'

export type WeakPassword = { code: 'weak_password'; reason: 'short' | 'long' | 'common' }

const MIN = 12
const MAX = 1024

/** Long and much used: what a list of leaked passwords begins with. */
const common = ['password', 'passwort', '1234567890', 'qwertyuiop', 'qwertzuiop', 'letmein', 'iloveyou', 'admin']

/** At least 12 characters of any kind, not one of the first that anybody would try. Null: good. */
export function weaknessOf(password: string, email = ''): WeakPassword | null {
  const length = [...password].length
  if (length < MIN) return { code: 'weak_password', reason: 'short' }
  if (length > MAX) return { code: 'weak_password', reason: 'long' }
  const plain = password.toLowerCase()
  const mailName = email.split('@')[0]?.toLowerCase() ?? ''
  const known = [...common, ...(mailName.length > 3 ? [mailName] : [])]
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain).replace(/[\d\W_]+/g, '')
  return new Set(plain).size < 5 || rest.length === 0 ? { code: 'weak_password', reason: 'common' } : null
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Two at a time: a flood of sign-ins takes 38 MiB and leaves a core to the shop. */
const AT_ONCE = 2
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

let nobody: Promise<string> | null = null

/** For an account that is not there the same work is done, so that the time of the answer does not tell. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'))
  const known = passwordHash ?? (await nobody)
  const matches = await inTurn(() => verify(known, password))
  return passwordHash !== null && matches
}
