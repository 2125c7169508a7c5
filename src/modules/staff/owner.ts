import { systemClock, type Clock } from '#kernel/clock'
import { newId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { command, type Db, type Tx } from '#platform/db'
import { audit } from './audit.ts'
import { hashPassword, weaknessOf, type WeakPassword } from './password.ts'
import { openSession } from './session.ts'
import { actorOf, plainEmail, type StaffMember } from './staff.ts'
import { insertLink, insertStaff, lockOwnership, useLink } from './store.ts'
import { hashOf, newToken } from './token.ts'

const WEEK_MS = 7 * 24 * 3_600_000

/**
 * A one-time link's token that lets the first owner in, good for seven days; null when the shop has its owner. The
 * address is `/admin/claim#<token>`: what stands behind `#` reaches no log.
 */
export async function makeOwnerLink(tx: Tx, clock: Clock = systemClock): Promise<string | null> {
  const { hasOwner } = await lockOwnership(tx)
  if (hasOwner) return null
  const token = newToken()
  await insertLink(tx, hashOf(token), new Date(clock.now().getTime() + WEEK_MS))
  return token
}

export type ClaimRefusal = WeakPassword | { code: 'link_used' }

type Owner = { email: string; password: string; name: string }
type Claimed = { token: string; staff: StaffMember }

/** Makes the owner and signs in, once: of two that hold the link at the same time one is told it is used. */
export async function claimOwner(
  { db, clock }: { db: Db; clock: Clock },
  link: string,
  { email, password, name }: Owner,
): Promise<Result<Claimed, ClaimRefusal>> {
  const weak = weaknessOf(password, email)
  if (weak) return refuse(weak)
  if (!(await isOpenLink({ db, clock }, link))) return refuse({ code: 'link_used' })
  const passwordHash = await hashPassword(password)
  return command<Claimed, ClaimRefusal>(db, async (tx) => {
    const { hasOwner } = await lockOwnership(tx)
    if (hasOwner || !(await useLink(tx, hashOf(link), clock.now()))) return refuse({ code: 'link_used' })
    const staff = await addOwner(tx, { email, name, passwordHash })
    return ok({ staff, token: await openSession(tx, staff, null, clock.now()) })
  })
}

/** Whether the link still opens the door: the page asks before it shows a form. */
export async function isOpenLink({ db, clock }: { db: Db; clock: Clock }, link: string): Promise<boolean> {
  const open = await db
    .selectFrom('staff_links')
    .select('role')
    .where('token_hash', '=', hashOf(link))
    .where('used_at', 'is', null)
    .where('expires_at', '>', clock.now())
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('staff').select('id').where('role', '=', 'owner'))))
    .executeTakeFirst()
  return open !== undefined
}

/** Makes the owner that the environment names, in a shop without one. One that is there is left alone. */
export async function ensureOwner(
  tx: Tx,
  { email, password }: { email: string; password: string },
): Promise<Result<{ made: boolean }, WeakPassword>> {
  const { hasOwner } = await lockOwnership(tx)
  if (hasOwner) return ok({ made: false })
  const weak = weaknessOf(password, email)
  if (weak) return refuse(weak)
  await addOwner(tx, { email, name: '', passwordHash: await hashPassword(password) })
  return ok({ made: true })
}

async function addOwner(tx: Tx, owner: { email: string; name: string; passwordHash: string }): Promise<StaffMember> {
  const email = plainEmail(owner.email)
  const staff: StaffMember = { id: newId<'staff'>(), email, name: owner.name.trim(), role: 'owner' }
  await insertStaff(tx, { ...staff, passwordHash: owner.passwordHash })
  await audit(tx, { actor: actorOf(staff), action: 'staff.owner_made', subjectId: staff.id, after: { email } })
  return staff
}
