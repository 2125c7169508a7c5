import type { Clock } from '#kernel/clock'
import { newId } from '#kernel/id'
import type { Db } from '#platform/db'
import type { VatAnswer, VatRegister } from './port.ts'
import { readTaxSettings } from './settings.ts'
import { insertCheck, readLastCheck } from './store.ts'
import { isInUnion } from './union.ts'
import type { VatCheck } from './vat.ts'
import { readVatId } from './vat-id.ts'

export type VatDeps = Readonly<{ db: Db; clock: Clock; register: VatRegister }>

/** An answer of the register holds for a day; a silence for a minute, so that a typing shopper does not wait each time. */
const HOLDS_MS = { answer: 24 * 60 * 60_000, silence: 60_000 }

/**
 * Makes sure that somebody was asked about this ID lately, and keeps what was said. An ID that cannot be right, or that
 * no register of the Union knows, is not asked about: null. Asks outside of any transaction.
 */
export async function checkVatId(
  deps: VatDeps,
  typed: string,
  { again = false }: { again?: boolean } = {},
): Promise<VatCheck | null> {
  const read = readVatId(typed)
  if (!read?.isSound || !isInUnion(read.country)) return null
  const { db, clock, register } = deps
  const last = await readLastCheck(db, read.id)
  if (last && !again && stillHolds(last, clock.now())) return last
  const { vatId: requester } = await readTaxSettings(db)
  const answer = await register.ask({ vatId: read.id, requester })
  return keep(deps, read.id, answer)
}

const stillHolds = ({ state, checkedAt }: VatCheck, now: Date): boolean =>
  now.getTime() - checkedAt.getTime() < (state === 'unavailable' ? HOLDS_MS.silence : HOLDS_MS.answer)

async function keep({ db, clock, register }: VatDeps, vatId: string, answer: VatAnswer): Promise<VatCheck> {
  const check = { id: newId<'vat_check'>(), vatId, register: register.name, checkedAt: clock.now(), ...answer }
  await insertCheck(db, check)
  return check
}
