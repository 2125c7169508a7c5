import { sql } from 'kysely'

import type { Tx } from './db.ts'

/** What happened, by the module that did it: `order.placed`. */
export type EventType = `${string}.${string}`

export type ShopEvent = Readonly<{
  id: number
  type: EventType
  subjectId: string
  data: Record<string, unknown>
  actor: string
  at: Date
}>

type Recorded = { type: EventType; subjectId: string; data?: Record<string, unknown>; actor?: string }

/** Names of the jobs to run after an event of a type; set once at start from `subscriptions.ts`. */
let listenersOf: (type: EventType) => readonly string[] = () => []

export function setListeners(find: (type: EventType) => readonly string[]): void {
  listenersOf = find
}

/**
 * Writes down what happened, and asks for each listener's job in the same transaction: both are there after the commit,
 * or neither. A listener runs at least once.
 */
export async function recordEvent(tx: Tx, { type, subjectId, data = {}, actor = 'system' }: Recorded): Promise<void> {
  const listeners = listenersOf(type)
  const event = sql`insert into events (type, subject_id, data, actor)
    values (${type}, ${subjectId}, ${JSON.stringify(data)}::jsonb, ${actor}) returning id`
  if (listeners.length === 0) {
    await event.execute(tx)
    return
  }
  await sql`with event as (${event})
    select graphile_worker.add_job('listen', json_build_object('listener', listener, 'eventId', event.id))
    from event, unnest(${listeners}::text[]) as listener`.execute(tx)
}
