import type { Ask, Violation } from './judge.ts'
import type { Delivered } from './mail-sink.ts'

type Known = { id: string; state: string; to_email: string }

/** I12: what the shop counts as sent has arrived, once, and once more at most for each time that we cut the line. */
export async function mailViolations(
  ask: Ask,
  { delivered, cuts }: { delivered: readonly Delivered[]; cuts: number },
): Promise<Violation[]> {
  const known = await ask<Known>(`select id, state, to_email from mails where state <> 'kept'`)
  const arrived = Map.groupBy(delivered, ({ messageId }) => /^<([0-9a-f-]{36})@/.exec(messageId)?.[1] ?? messageId)
  const violations: Violation[] = []
  const say = (says: string, where: string[]): void => {
    if (where.length > 0) violations.push({ invariant: 'I12', says, where: where.slice(0, 5) })
  }
  say(
    'counted as sent, and never arrived',
    known.filter(({ id, state }) => state === 'sent' && !arrived.has(id)).map(({ id }) => id),
  )
  say(
    'arrived, and the shop does not know it',
    [...arrived.keys()].filter((id) => !known.some((mail) => mail.id === id)),
  )
  say(
    'still waiting to be sent',
    known.filter(({ state }) => state === 'queued').map(({ id }) => id),
  )
  const doubles = [...arrived.values()].reduce((all, same) => all + same.length - 1, 0)
  say('sent more often than the line was cut', doubles > cuts ? [`${doubles} doubles, ${cuts} cuts`] : [])
  return violations
}
