import { ok, refuse, type Result } from '#kernel/result'
import { countAttempt } from '#platform/attempts'
import type { Db } from '#platform/db'
import { together } from '#platform/transaction'
import { verdictOn } from './defense.ts'
import { challengeFor, checkProof, type Challenge, type Proof } from './proof.ts'
import { insertTry, readSeen, readShop, type Try } from './store.ts'

export type DefenseDeps = Readonly<{ db: Db; secret: string; now: Date }>

export type DefenseRefusal =
  /** The browser (or patience) must show first that somebody means it. */
  { code: 'proof_wanted'; challenge: Challenge } | { code: 'too_many_declines' }

/** Who has no script may wait instead, so often in ten minutes from one network. */
const PATIENT = { limit: 3, windowSeconds: 600 }

/**
 * Lets a payment begin, or not. Counted before it is answered, and the same click again is the same try. A buyer who
 * does nothing odd notices nothing.
 */
export async function admitPayment(
  { db, secret, now }: DefenseDeps,
  attempt: Try & { proof: Proof | null },
): Promise<Result<null, DefenseRefusal>> {
  const [[, seen], shop] = await Promise.all([
    together(db, (one) => Promise.all([insertTry(one, attempt), readSeen(one, attempt, now)])),
    readShop(db, now),
  ])
  const verdict = verdictOn({ ...seen, shop })
  if (verdict === 'pass') return ok(null)
  if (verdict === 'refuse') return refuse({ code: 'too_many_declines' })
  if (attempt.proof && (await isProven({ db, secret, now }, { ...attempt, proof: attempt.proof }))) return ok(null)
  return refuse({ code: 'proof_wanted', challenge: challengeFor(secret, attempt.cartId, now) })
}

async function isProven({ db, secret, now }: DefenseDeps, attempt: Try & { proof: Proof }): Promise<boolean> {
  const proof = checkProof(secret, attempt.cartId, { ...attempt.proof, now })
  if (!proof) return false
  const once = { bucket: `proof ${proof.nonce}`, limit: 1, windowSeconds: 900 }
  const patient = { bucket: `patience ${attempt.network}`, ...PATIENT }
  const counted = await countAttempt(db, proof.by === 'work' ? [once] : [once, patient], now)
  return counted.allowed
}
