import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Zero bits that the answer's hash begins with: some 65,000 hashes, a second or two in a browser. */
const BITS = 16
const FOR_MS = 10 * 60_000
/** Who has no script waits this long instead. */
export const PATIENCE_MS = 15_000

/** A task for the browser: find a number so that sha256(`<text>:<number>`) begins with `bits` zero bits. */
export type Challenge = Readonly<{ text: string; bits: number }>

/** Good for one cart, for ten minutes. */
export function challengeFor(secret: string, cartId: string, now: Date): Challenge {
  const nonce = randomBytes(12).toString('base64url')
  const body = `${BITS}.${now.getTime()}.${nonce}`
  return { text: `${body}.${sign(secret, cartId, body)}`, bits: BITS }
}

export type Proof = Readonly<{ challenge: string; answer: string }>

/** How it was solved, with the challenge's own name so that it counts once; null for anything else. */
export function checkProof(
  secret: string,
  cartId: string,
  { challenge, answer, now }: Proof & { now: Date },
): { nonce: string; by: 'work' | 'patience' } | null {
  const [body, signature] = [challenge.slice(0, -44), challenge.slice(-43)]
  const match = /^(\d{1,2})\.(\d{13})\.([\w-]{16})$/.exec(body)
  const signed = Buffer.from(sign(secret, cartId, body))
  if (!match || signature.length !== signed.length || !timingSafeEqual(Buffer.from(signature), signed)) return null
  const [, bits = '', at = '', nonce = ''] = match
  const age = now.getTime() - Number(at)
  if (age < 0 || age > FOR_MS) return null
  if (answer === 'wait') return age >= PATIENCE_MS ? { nonce, by: 'patience' } : null
  return isSolved({ challenge, answer }, Number(bits)) ? { nonce, by: 'work' } : null
}

const isSolved = ({ challenge, answer }: Proof, bits: number): boolean =>
  /^\d{1,12}$/.test(answer) && zeroBits(createHash('sha256').update(`${challenge}:${answer}`).digest()) >= bits

function zeroBits(hash: Buffer): number {
  const at = hash.findIndex((byte) => byte !== 0)
  return at === -1 ? hash.length * 8 : at * 8 + Math.clz32(hash[at] ?? 0) - 24
}

const sign = (secret: string, cartId: string, body: string): string =>
  createHmac('sha256', secret).update(`${cartId} ${body}`).digest('base64url')
